import type { EstimateResult } from "../../estimate/result.ts";
import type { Totals } from "../../estimate/fleet.ts";
import { drawSvg } from "../estimate/svg.ts";
import { grouped, memoryRangeText, rangeText } from "../quantity.ts";
import { markup, type Html } from "./markup.ts";

/** What the servers cost as configured and on the hub, and how that grows with sessions. */
export function costSection(result: EstimateResult): Html {
  const { estimate, limit } = result;
  if (estimate.servers.length === 0) return markup``;
  const chart = Buffer.from(drawSvg(result)).toString("base64");
  return markup`<section aria-labelledby="costs">
    <h2 id="costs">What they cost</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${grouped(estimate.sessions)} sessions</th>
          <th scope="col">processes</th>
          <th scope="col">memory, idle</th>
          <th scope="col">this machine is full at</th>
        </tr>
      </thead>
      <tbody>
        ${rowOf("as configured", estimate.now, limit.now?.likely)}
        ${rowOf("on the hub", estimate.hub, limit.hub?.likely)}
      </tbody>
    </table>
    <p>
      <img
        src="data:image/svg+xml;base64,${chart}"
        width="760"
        height="420"
        alt="Memory over sessions, as configured and on the hub: the table above has its ends"
      />
    </p>
  </section>`;
}

function rowOf(name: string, { processes, settled }: Totals, sessions: number | undefined): Html {
  const limit = sessions === undefined ? "never" : `${grouped(sessions)} sessions`;
  return markup`<tr>
    <th scope="row">${name}</th>
    <td>${rangeText(processes)}</td>
    <td>${memoryRangeText(settled)}</td>
    <td>${limit}</td>
  </tr>`;
}
