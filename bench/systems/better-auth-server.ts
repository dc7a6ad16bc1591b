// better-auth on node:http, set up as its documentation says for production, with links and codes by mail.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { emailOTP, magicLink } from 'better-auth/plugins';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { publicOrigin, secretKey } from '../lib/test-data.ts';

const { PORT = '', DATABASE_URL = '', SMTP_URL = '', MAIL_FILE = '', MIGRATE } = process.env;

const auth = betterAuth({
  // The same number of connections as Porchlight's pool.
  database: new pg.Pool({ connectionString: DATABASE_URL, max: 10 }),
  secret: secretKey.toString('base64'),
  baseURL: publicOrigin,
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  // Its cookie cache stays off, as it is by default: with it, a session that was ended would live on for minutes.
  advanced: { ipAddress: { ipAddressHeaders: ['x-forwarded-for'] } },
  plugins: [
    magicLink({
      expiresIn: 86_400,
      disableSignUp: true,
      sendMagicLink: ({ email, url }) => sendMail(email, url),
    }),
    emailOTP({
      otpLength: 6,
      expiresIn: 86_400,
      disableSignUp: true,
      sendVerificationOTP: async ({ email, otp }) => sendMail(email, otp),
    }),
  ],
});

if (MIGRATE) {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  process.exit(0);
}

const mail = JSON.parse(readFileSync(MAIL_FILE, 'utf8')) as { subject: string; html: string; text: string };
const link = /https:\S+\/link#[\w.-]+/g;
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;');
// Connections stay open, as Porchlight's do.
const transport = createTransport({ url: SMTP_URL, pool: true, maxMessages: Infinity });

/** Its documentation advises against waiting for the mail server, whose time would tell who has an account. */
function sendMail(to: string, secret: string): void {
  transport
    .sendMail({
      from: { name: 'Practice 0', address: 'portal@bench.example' },
      to,
      subject: mail.subject,
      html: mail.html.replace(/https:[^"<]+\/link#[\w.-]+/g, escapeHtml(secret)),
      text: mail.text.replace(link, secret),
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    .catch((error: unknown) => console.error(error));
}

const handler = toNodeHandler(auth);
createServer((request, response) => {
  if (request.url === '/healthz') return void response.end('ok');
  void handler(request, response);
}).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
