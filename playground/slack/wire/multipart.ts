/** The first file of a multipart body, or the body itself when it is none: Slack's upload URL takes both. */
export function readMultipart(contentType: string, body: Buffer): Buffer {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return body;
  const head = body.indexOf('\r\n\r\n');
  const end = body.indexOf(`\r\n--${boundary}`, head);
  return head < 0 || end < 0 ? body : body.subarray(head + 4, end);
}
