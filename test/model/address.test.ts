import { expect, test } from "vitest";
import { isPrivateAddress } from "../../src/model/address.ts";

test.each(["10.0.0.1", "172.31.255.255", "192.168.1.20", "169.254.1.1", "100.64.0.1", "[fd12:3456::1]", "fe80::1"])(
  "%s is private",
  (host) => expect(isPrivateAddress(host)).toBe(true),
);

test.each([
  "172.32.0.1",
  "203.0.113.7",
  "8.8.8.8",
  "[2001:db8::1]",
  "10.example.com",
  "nas",
  "",
  "[",
  "${HOST}",
  "10.0.0",
])("%s is not", (host) => expect(isPrivateAddress(host)).toBe(false));
