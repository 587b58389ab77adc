import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A mail server that takes everything and keeps nothing (RFC 5321, as far as a sender needs it). */
export async function startSmtpSink(): Promise<{ url: string; readonly taken: number; close(): void }> {
  let taken = 0;
  const server = createServer((socket) =>
    serve(socket, () => {
      taken += 1;
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`,
    get taken() {
      return taken;
    },
    close: () => server.close(),
  };
}

function serve(socket: Socket, took: () => void): void {
  let isData = false;
  let text = '';
  socket.on('error', () => {});
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (data) => {
    text += data.toString('latin1');
    for (;;) {
      const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        took();
        socket.write('250 taken\r\n');
      } else if (/^DATA/i.test(line)) {
        isData = true;
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else socket.write('250 fine\r\n');
    }
  });
}
