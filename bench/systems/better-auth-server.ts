// better-auth on node:http, as its documentation sets it up for production, with links and codes by mail.
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { emailOTP, magicLink } from 'better-auth/plugins';
import pg from 'pg';
import { publicOrigin, secretKey } from '../lib/facts.ts';
import { mailPorts } from '../lib/load.ts';

const [port = '', databaseUrl = '', task] = process.argv.slice(2);
const mail = task === 'migrate' ? undefined : connect(mailPorts.lines, '127.0.0.1').setNoDelay();

const auth = betterAuth({
  // The same number of connections as Porchlight's pool.
  database: new pg.Pool({ connectionString: databaseUrl, max: 10 }),
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
      sendMagicLink: ({ email, token }) => void mail?.write(`${email} ${token}\n`),
    }),
    emailOTP({
      otpLength: 6,
      expiresIn: 86_400,
      disableSignUp: true,
      sendVerificationOTP: async ({ email, otp }) => void mail?.write(`${email} ${otp}\n`),
    }),
  ],
});

if (task === 'migrate') {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  process.exit(0);
}

const handler = toNodeHandler(auth);
createServer((request, response) => {
  if (request.url === '/healthz') return void response.end('ok');
  void handler(request, response);
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
