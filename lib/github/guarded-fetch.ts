const TIMEOUT_MILLISECONDS = 10_000;
/** A blob of 100 MB in base64, the largest thing GitHub's API sends. */
const MAXIMUM_BYTES = 150 * 1024 * 1024;

/** No redirect is followed, for none of GitHub's API calls needs it but those that ask where they lead; nothing takes longer or sends more than this. */
export const guardedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, {
    ...init,
    redirect: init?.redirect === "manual" ? "manual" : "error",
    signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  if (!response.body) return response;
  const limited = new Response(response.body.pipeThrough(atMost(MAXIMUM_BYTES)), response);
  Object.defineProperty(limited, "url", { value: response.url });
  return limited;
};

/** Passes so many bytes on, unpacked, and fails with the next one: a small answer may unpack to more than the memory holds. */
function atMost(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > limit) controller.error(new Error(`the answer is larger than ${limit} bytes`));
      else controller.enqueue(chunk);
    },
  });
}
