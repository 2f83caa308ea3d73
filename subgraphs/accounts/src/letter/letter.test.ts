import { expect, it } from '@jest/globals';
import type { MailKind } from '../mail/mail.entity.js';
import { render } from './letter.service.js';

const kinds: MailKind[] = ['VERIFY', 'RESET', 'INVITATION', 'ALREADY_SIGNED_UP'];
const link = 'http://localhost:4000/verify?token=abc';

it.each(kinds)('a %s letter has its link in both parts and names only as text', kind => {
  const markup = '<img src=x onerror=alert(1)> & "friends"';

  const { subject, text, html } = render(kind, { to: 'ada@example.com', name: markup, link, organization: markup, inviter: markup });

  expect(subject).not.toMatch(/[\r\n]/);
  expect(text).toContain(`\n${link}\n`);
  expect(html).toContain(`href="${link}"`);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;friends&quot;');
});

it('greets somebody whose name nobody knows', () => {
  expect(render('INVITATION', { to: 'ada@example.com', name: '', link }).text).toMatch(
    /^Hello,\n\nSomebody invites you to work in an organization on Deskgraph\./,
  );
});
