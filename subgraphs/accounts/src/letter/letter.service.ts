import type { MailKind } from '../mail/mail.entity.js';

/** What a mail says: to whom, and where its one button leads. */
export interface Letter {
  /** One address. */
  readonly to: string;
  /** The recipient's name; empty when we do not know it. */
  readonly name: string;
  readonly link: string;
  readonly organization?: string;
  /** For `VERIFY`: more than one sign-up asks for this address. */
  readonly contested?: boolean;
  /** Who invites. */
  readonly inviter?: string;
}

/** A letter as it goes out. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Wording {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly button: string;
  readonly end: string;
}

const ignore = 'If this was not you, leave this mail alone: nothing happens without the button.';

const wordings: Readonly<Record<MailKind, (letter: Letter) => Wording>> = {
  VERIFY: ({ organization, contested = false }) =>
    contested
      ? {
          subject: 'Confirm your address and choose your password',
          lines: [
            'Somebody, perhaps you, signed up to Deskgraph with this address more than once. So that nobody else can get in, no password given so far works, and the links sent before are dead.',
            'Choose your password now: it also confirms that the address is yours.',
          ],
          button: 'Choose my password',
          end: `The button works once, within 30 minutes. ${ignore}`,
        }
      : {
          subject: 'Confirm your address',
          lines: [
            `Your address was given to open ${organization ? `the organization "${organization}"` : 'an account'} on Deskgraph. Confirm that it is yours to sign in.`,
          ],
          button: 'Confirm my address',
          end: `The button works once, within 24 hours. ${ignore}`,
        },
  RESET: () => ({
    subject: 'Choose a new password',
    lines: ['Somebody asked for a new password for this address on Deskgraph.', 'Choosing one signs you out everywhere else.'],
    button: 'Choose a new password',
    end: `The button works once, within 30 minutes. ${ignore}`,
  }),
  INVITATION: ({ organization = 'an organization', inviter = 'Somebody' }) => ({
    subject: `Join ${organization} on Deskgraph`,
    lines: [`${inviter} invites you to work in ${organization} on Deskgraph.`],
    button: 'See the invitation',
    end: 'The button works once, within 72 hours. If you do not know who this is, leave this mail alone.',
  }),
  ALREADY_SIGNED_UP: () => ({
    subject: 'You already have an account',
    lines: [
      'Somebody tried to sign up to Deskgraph with this address, which has an account already. Nothing was changed.',
      'If it was you, sign in. If you forgot your password, ask for a new one there.',
    ],
    button: 'Sign in',
    end: 'If this was not you, there is nothing to do.',
  }),
};

/** Puts a letter into words, as plain text and as HTML. Names of people and organizations are text in both. */
export function render(kind: MailKind, letter: Letter): Rendered {
  const { subject, lines, button, end } = wordings[kind](letter);
  const greeting = letter.name === '' ? 'Hello,' : `Hello ${letter.name},`;
  const text = [greeting, ...lines, `${button}:\n${letter.link}`, end].join('\n\n');
  const paragraphs = [greeting, ...lines].map(line => `<p style="margin:0 0 16px">${escaped(line)}</p>`).join('\n');
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f3f4f6;color:#1f2937;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#fff;border-radius:12px">
<p style="margin:0 0 24px;font-weight:700;color:#3b5bdb">Deskgraph</p>
${paragraphs}
<p style="margin:24px 0"><a href="${escaped(letter.link)}"
 style="display:inline-block;padding:12px 20px;background:#3b5bdb;color:#fff;border-radius:8px;text-decoration:none;font-weight:600">${escaped(button)}</a></p>
<p style="margin:0;font-size:14px;color:#6b7280">${escaped(end)}</p>
</div>
</body>
</html>
`;
  return { subject, text: `${text}\n`, html };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}
