import { once } from 'node:events';
import { connect } from 'node:net';

/** Hands a mail over in plain SMTP, a line at a time. Throws when any of it is refused. */
export async function postMail(port: number, to: string, mail: string): Promise<void> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  try {
    for (const line of [null, 'EHLO furniture.test', 'MAIL FROM:<furniture@furniture.test>', `RCPT TO:<${to}>`, 'DATA', `${mail.replaceAll('\n', '\r\n')}\r\n.`, 'QUIT']) {
      if (line !== null) socket.write(`${line}\r\n`);
      let said = '';
      while (!/^\d{3} .*\r\n$/m.test(said)) said += ((await once(socket, 'data')) as [string])[0];
      if (!/^[23]/.test(said)) throw new Error(`The house said ${said.trim()} to ${line ?? 'nothing'}.`);
    }
  } finally {
    socket.destroy();
  }
}
