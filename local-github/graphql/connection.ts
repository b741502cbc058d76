/** One page of a list as GitHub's connections answer it. */
export function connection<T, N>(items: T[], first: number, after: string | null, toNode: (item: T) => N) {
  const start = after ? Number(Buffer.from(after, "base64").toString()) + 1 : 0;
  const page = items.slice(start, start + Math.min(first, 100));
  const cursor = (index: number) => Buffer.from(String(index)).toString("base64");
  return {
    totalCount: items.length,
    nodes: page.map(toNode),
    pageInfo: {
      hasNextPage: start + page.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: page.length > 0 ? cursor(start) : null,
      endCursor: page.length > 0 ? cursor(start + page.length - 1) : null,
    },
  };
}
