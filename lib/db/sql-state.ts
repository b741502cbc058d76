/** The SQLSTATE behind a Prisma error, or null: `23505` duplicate, `40001` and `40P01` worth another try. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } };
  const cause = meta?.driverAdapterError?.cause ?? (error.cause as { originalCode?: string } | undefined);
  return cause?.originalCode ?? null;
}
