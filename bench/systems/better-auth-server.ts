// better-auth on node:http, set up as its documentation says for production, with links and codes by mail.
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { emailOTP, magicLink } from 'better-auth/plugins';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { publicOrigin, secretKey } from '../lib/test-data.ts';
import { type Rendering, writeMail } from './write-mail.ts';

const { PORT = '', DATABASE_URL = '', SMTP_URL = '', MIGRATE } = process.env;
const rendering = process.env['RENDERING'] as Rendering;

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
      // Its documentation advises against waiting for the mail, which would tell by its time who has an account.
      sendMagicLink: ({ email, url }) => void sendMail(email, url),
    }),
    emailOTP({
      otpLength: 6,
      expiresIn: 86_400,
      disableSignUp: true,
      sendVerificationOTP: async ({ email, otp }) => void sendMail(email, otp),
    }),
  ],
});

if (MIGRATE) {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  process.exit(0);
}

// Connections stay open, as Porchlight's do.
const transport = createTransport({ url: SMTP_URL, pool: true, maxMessages: Infinity });

async function sendMail(to: string, secret: string): Promise<void> {
  await transport.sendMail({
    from: { name: 'Practice 0', address: 'portal@bench.example' },
    to,
    ...(await writeMail(rendering, secret)),
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}

const handler = toNodeHandler(auth);
createServer((request, response) => {
  if (request.url === '/healthz') return void response.end('ok');
  void handler(request, response);
}).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
