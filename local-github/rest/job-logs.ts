import { createHmac, randomBytes } from "node:crypto";
import { writeJobLog } from "../actions/job-log";
import { HttpError, notFound, type Router } from "../http";
import type { World } from "../world";
import { findJob, listJobs } from "./actions";
import { repositoryOf } from "./repositories";

const LINK_MILLISECONDS = 60_000;

/** Logs: as on GitHub the API only leads to them, to an address that opens for a minute to whoever knows it. */
export function routeJobLogs(api: Router, root: Router, world: World) {
  const key = randomBytes(32);
  const signatureOf = (job: number, until: number) => createHmac("sha256", key).update(`${job}.${until}`).digest("hex");

  api.get("/repos/:owner/:repo/actions/jobs/:job{[0-9]+}/logs", (c) => {
    const { job } = findJob(world, c, repositoryOf(world, c));
    if (job.status !== "completed") throw notFound();
    const until = Date.now() + LINK_MILLISECONDS;
    return c.redirect(`${world.shapes.web}/_logs/${job.id}?until=${until}&signature=${signatureOf(job.id, until)}`, 302);
  });

  root.get("/_logs/:job{[0-9]+}", (c) => {
    const id = Number(c.req.param("job"));
    const until = Number(c.req.query("until"));
    if (c.req.query("signature") !== signatureOf(id, until) || until < Date.now()) throw new HttpError(403, "Signature not valid");
    const found = listJobs(world.store.state.runs).find(({ job }) => job.id === id);
    return c.text(found ? writeJobLog(found.job) : "");
  });
}
