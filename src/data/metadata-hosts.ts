/** Where clouds give their machines credentials; from the documentation of each, read 2026-11-27. */
export const metadataHosts: ReadonlySet<string> = new Set([
  "169.254.169.254", // AWS, Azure, Google Cloud, DigitalOcean, OpenStack
  "169.254.170.2", // AWS ECS
  "[fd00:ec2::254]", // AWS over IPv6
  "metadata.google.internal",
  "100.100.100.200", // Alibaba Cloud
  "192.0.0.192", // Oracle Cloud
]);
