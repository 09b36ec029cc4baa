import { BlockList, isIP } from "node:net";

const networks = new BlockList();
networks.addSubnet("10.0.0.0", 8);
networks.addSubnet("172.16.0.0", 12);
networks.addSubnet("192.168.0.0", 16);
networks.addSubnet("169.254.0.0", 16);
// Carrier-grade NAT; in practice the addresses of a Tailscale network.
networks.addSubnet("100.64.0.0", 10);
networks.addSubnet("fc00::", 7, "ipv6");
networks.addSubnet("fe80::", 10, "ipv6");

/** An address that no router carries across the internet. Of a URL's host: IPv6 with or without brackets. */
export function isPrivateAddress(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, "");
  const version = isIP(address);
  return version !== 0 && networks.check(address, version === 4 ? "ipv4" : "ipv6");
}
