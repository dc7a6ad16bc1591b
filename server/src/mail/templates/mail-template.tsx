import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from 'react-email';
import type { MailContent } from '../mail-content.ts';

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const light = {
  page: { backgroundColor: '#f6f1e7', fontFamily: font, margin: '0', padding: '24px 12px' },
  card: { backgroundColor: '#fffdf8', borderRadius: '12px', maxWidth: '520px', padding: '28px 28px 20px' },
  sender: { color: '#6b5f4d', fontSize: '15px', lineHeight: '22px', margin: '0 0 4px' },
  heading: { color: '#2b251c', fontSize: '24px', lineHeight: '30px', fontWeight: 650, margin: '0 0 16px' },
  text: { color: '#2b251c', fontSize: '16px', lineHeight: '24px', margin: '0 0 16px' },
  button: {
    backgroundColor: '#f2b33d',
    borderRadius: '10px',
    color: '#2b1d00',
    fontSize: '17px',
    fontWeight: 650,
    padding: '14px 28px',
    textDecoration: 'none',
  },
  small: { color: '#6b5f4d', fontSize: '14px', lineHeight: '21px', margin: '0 0 12px' },
  link: { color: '#7a4b00', wordBreak: 'break-all' as const },
  line: { borderColor: '#e5dccb', margin: '20px 0 16px' },
};

// Mail programs keep the inline colours and add these where the reader prefers the dark; those that
// turn colours by themselves (Gmail, Outlook) start from the inline ones.
const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #1b1813 !important; }
  .card { background-color: #26221b !important; }
  .ink { color: #f4ecdd !important; }
  .soft { color: #c4b8a3 !important; }
  .link { color: #f5c05a !important; }
  .line { border-color: #453d30 !important; }
}
`;

/** A content as mail programs show it: no picture, no tracking, nothing fetched from anywhere. */
export function MailTemplate({ content }: { content: MailContent }) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <style>{dark}</style>
      </Head>
      <Preview>{content.preview}</Preview>
      <Body className="page" style={light.page}>
        <Container className="card" style={light.card}>
          <Text className="soft" style={light.sender}>
            {content.sender}
          </Text>
          <Heading as="h1" className="ink" style={light.heading}>
            {content.heading}
          </Heading>
          <Paragraphs texts={content.before} />
          {content.action && <Action action={content.action} />}
          <Paragraphs texts={content.after} />
          <Hr className="line" style={light.line} />
          <Text className="soft" style={light.small}>
            {content.notYou}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Paragraphs({ texts }: { texts: string[] }) {
  return texts.map((text) => (
    <Text key={text} className="ink" style={light.text}>
      {text}
    </Text>
  ));
}

function Action({ action }: { action: NonNullable<MailContent['action']> }) {
  return (
    <>
      <Section style={{ margin: '8px 0 20px' }}>
        <Button href={action.link} style={light.button}>
          {action.label}
        </Button>
      </Section>
      <Text className="soft" style={light.small}>
        The button does not work? Copy this link into your browser:
        <br />
        <Link className="link" href={action.link} style={light.link}>
          {action.link}
        </Link>
      </Text>
    </>
  );
}
