import { createServer } from "node:net";

/** Ports of the range, both ends included, that something on this machine listens on. Nothing is sent. */
export async function busyPorts({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): Promise<ReadonlySet<number>> {
  const busy = new Set<number>();
  // One after the other: a wide range must not open thousands of sockets at a time.
  for (let port = from; port <= to; port++) if (!(await canListen(port))) busy.add(port);
  return busy;
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
