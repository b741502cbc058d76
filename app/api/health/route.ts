import { checkHealth } from "@/lib/transport/health";

export const dynamic = "force-dynamic";

/** 200 while the database answers, else 503; for load balancers and for `npm start`. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store", ...(health.status === "ok" ? {} : { "retry-after": "5" }) },
  });
}
