/** Requests in an hour, and those of them that GitHub counts. */
export interface HourCount {
  requests: number;
  counted: number;
}

export interface RequestCounts {
  beginHour: () => void;
  hoursOf: (name: string) => HourCount[];
  total: () => number;
}

/** Counts the answers of GitHub's API from now on, for each repository that the address or the query names. */
export function countRequests(repositories: { name: string; nodeId: string }[]): RequestCounts {
  const hours = new Map(repositories.map(({ name }) => [name, [] as HourCount[]]));
  const nameOfNode = new Map(repositories.map(({ name, nodeId }) => [nodeId, name]));
  let total = 0;
  const ask = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await ask(input, init);
    const url = String(input instanceof Request ? input.url : input);
    if (!url.includes("/api/")) return response;
    total++;
    const name = nameIn(url, typeof init?.body === "string" ? init.body : "");
    const hour = hours.get(nameOfNode.get(name) ?? name)?.at(-1);
    if (hour) hour.requests++;
    if (hour && response.status !== 304) hour.counted++;
    return response;
  };
  return {
    beginHour: () => {
      for (const own of hours.values()) own.push({ requests: 0, counted: 0 });
    },
    hoursOf: (name) => hours.get(name) ?? [],
    total: () => total,
  };
}

/** The name of the repository, or its node id. */
function nameIn(url: string, body: string): string {
  const [, inPath] = /\/repos\/[^/]+\/([^/?]+)/.exec(url) ?? [];
  const [, inQuery] = /"variables":\{(?:[^}]*"name"|"id"):"([^"]+)"/.exec(body) ?? [];
  return inPath ?? inQuery ?? "";
}
