import { once } from 'node:events';
import net from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Stands in for a mail server: takes every mail, and keeps it as it was sent (RFC 5321, as far as a client needs it that
 * neither signs in nor encrypts). Closes with the process.
 *
 * @returns {Promise<{ port: number, mails: { to: string[], content: string }[] }>}
 */
export async function startMailServer() {
	const mails = [];
	const server = net.createServer((socket) => talk(socket, mails));
	await once(server.listen(0, '127.0.0.1'), 'listening');
	server.unref();
	return { port: server.address().port, mails };
}

async function talk(socket, mails) {
	const say = (line) => socket.write(`${line}\r\n`);
	let mail = { to: [], content: '' };
	let isContent = false;
	say('220 mail.example ESMTP');
	for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
		if (isContent && line === '.') {
			mails.push(mail);
			[mail, isContent] = [{ to: [], content: '' }, false];
			say('250 taken');
		} else if (isContent) {
			// A dot at the start of a line is doubled by the client.
			mail.content += `${line.replace(/^\./, '')}\r\n`;
		} else if (/^DATA$/i.test(line)) {
			isContent = true;
			say('354 go on');
		} else {
			if (/^RCPT TO:/i.test(line)) mail.to.push(/<(.*)>/.exec(line)[1]);
			say(/^QUIT$/i.test(line) ? '221 bye' : '250 ok');
		}
	}
}
