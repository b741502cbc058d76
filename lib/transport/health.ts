import { pool } from "@/lib/db/client";

export interface Health {
  status: "ok" | "degraded";
  database: "ok" | "unreachable";
}

/** Asks the database for a word. */
export async function checkHealth(): Promise<Health> {
  try {
    await pool().query("select 1");
    return { status: "ok", database: "ok" };
  } catch {
    return { status: "degraded", database: "unreachable" };
  }
}
