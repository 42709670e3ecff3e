/** A long text that is sent as it is made. */

/** Characters gathered before they are sent: rows are short. */
const PIECE = 64 * 1024;

/** The beginning is made at once: what goes wrong there can still be answered otherwise. */
export async function streamText(
  pieces: AsyncIterable<string>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  let ready: string | undefined = await gather(iterator);
  return new ReadableStream<Uint8Array>({
    // A failure here cuts the body, so that nobody takes a part for the whole.
    async pull(control) {
      const text = ready ?? (await gather(iterator));
      ready = undefined;
      if (text === '') control.close();
      else control.enqueue(encoder.encode(text));
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}

/** Empty at the end. */
async function gather(iterator: AsyncIterator<string>): Promise<string> {
  let text = '';
  while (text.length < PIECE) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    text += value;
  }
  return text;
}
