/** What node's parser refuses before any route sees it is answered with an OperationOutcome too. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { limits } from '../base/limits.ts';

const REASONS: Readonly<Record<string, readonly [status: string, code: string, issue: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'SAMPAN-HTTP-TIMEOUT', 'timeout'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'SAMPAN-HTTP-PARAMETER', 'too-long'],
};

/** `outcomeText` writes the OperationOutcome of a code and an issue type. */
export function answerClientErrors(
  server: Server,
  outcomeText: (code: string, issue: string) => string,
): void {
  server.requestTimeout = limits.requestMs + 5_000;
  server.headersTimeout = limits.payerHeadersMs;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable) return;
    const [status, code, issue] = REASONS[error.code ?? ''] ?? [
      '400 Bad Request',
      'SAMPAN-HTTP-CUT',
      'structure',
    ];
    const body = outcomeText(code, issue);
    const head = [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/fhir+json; charset=utf-8',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
