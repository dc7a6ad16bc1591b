/** The largest file that the server takes, in bytes; refused here already, because sending it takes long. */
export const maxFileBytes = 5 * 1024 * 1024;

/** A phone's connection may need this long for a large file, in milliseconds. */
const timeoutMs = 120_000;

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  413: 'BAD_USER_INPUT',
};

/**
 * Sends a list of clients to the server, which keeps it to be looked at.
 *
 * @returns the import's id; rejects with what `toRequestError` reads.
 */
export async function uploadFile(file: File): Promise<string> {
  const answer = await fetch(`/staff/imports?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: file,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const body = (await answer.json()) as { id?: string; error?: string };
  if (answer.ok && body.id !== undefined) return body.id;
  const code = codes[answer.status];
  if (code === undefined) throw Object.assign(new Error('The upload failed.'), { statusCode: answer.status });
  throw Object.assign(new Error('The upload was refused.'), {
    errors: [{ message: body.error, extensions: { code } }],
  });
}
