import { isIP } from 'node:net';
import { z } from 'zod';

/** A refusal in words: what is wrong with the value, then what to do. The value itself is never repeated, it may be a secret. */
function parsed<T>(advice: string, read: (text: string) => T | undefined): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    let value: T | undefined;
    try {
      value = read(text);
    } catch {
      value = undefined;
    }
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: advice });
    return z.NEVER;
  });
}

/** One of a few words. */
export function choice<const T extends readonly string[]>(...words: T): z.ZodType<T[number], string> {
  return parsed(`say one of ${words.join(', ')}`, text => words.find(word => word === text));
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  return parsed(`give a whole number from ${String(least)} to ${String(most)}`, text => {
    const value = /^\d{1,12}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

/** Any text on one line. */
export function line(advice: string): z.ZodType<string, string> {
  return parsed(advice, text => (/^[^\r\n\0]+$/.test(text) ? text : undefined));
}

/** Scheme, host and port of a site: what comes back has no slash at its end. */
export function origin(): z.ZodType<string, string> {
  return parsed('give scheme, host and port and nothing behind them, like https://desk.example.org', readOrigin);
}

/** Origins between commas; none when empty. */
export function origins(): z.ZodType<readonly string[], string> {
  return parsed('give origins between commas, like https://a.example.org,https://b.example.org; never *', text => all(text, readOrigin));
}

/** Addresses, networks and express's words for networks, between commas. */
export function proxies(): z.ZodType<readonly string[], string> {
  return parsed('give addresses or networks between commas, like 10.0.0.0/8,127.0.0.1, or loopback', text => all(text, readProxy));
}

/** A URL of one of these schemes, with a host. */
export function address(example: string, ...schemes: string[]): z.ZodType<string, string> {
  return parsed(`give an address like ${example}`, text => {
    const url = new URL(text);
    return schemes.includes(url.protocol) && url.hostname ? text : undefined;
  });
}

/** Names with addresses, between commas: `accounts=http://127.0.0.1:4101,voice=http://127.0.0.1:4102`. */
export function places(): z.ZodType<Readonly<Record<string, string>>, string> {
  return parsed('give each room with its address, between commas, like accounts=http://127.0.0.1:4101,voice=http://127.0.0.1:4102', text => {
    const pairs = all(text, item => {
      const [, name = '', address = ''] = /^([a-z]+)=(http:\/\/\S+)$/.exec(item) ?? [];
      const place = readOrigin(address);
      return place === undefined || new URL(place).port === '' ? undefined : ([name, place] as const);
    });
    return pairs && new Set(pairs.map(([name]) => name)).size === pairs.length ? Object.fromEntries(pairs) : undefined;
  });
}

/** A certificate or a key, as PEM. */
export function pem(): z.ZodType<string, string> {
  return parsed('give it as PEM, beginning with -----BEGIN', text => (text.startsWith('-----BEGIN ') ? text : undefined));
}

/** A domain in lower case, like mail.example.org. */
export function domain(): z.ZodType<string, string> {
  return parsed('give a domain in lower case, like mail.example.org', text => (text.length <= 190 && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z]$/.test(text) ? text : undefined));
}

/** A secret nobody can guess; the advice says how to make one. */
export function secret(): z.ZodType<string, string> {
  return parsed('is short, well known or regular: make one with `openssl rand -base64 48`', text => (isWeak(text) ? undefined : text));
}

/** Whether a secret is shorter than 32 characters, made of few characters or a repetition, or holds a word that examples hold. */
export function isWeak(text: string): boolean {
  const word = /change.?me|secret|example|password|passw0rd|default|deskgraph|placeholder|your.?(key|token|own)|replace|qwerty/i;
  return text.length < 32 || new Set(text).size < 8 || word.test(text) || /^(.+?)\1+.?$/s.test(text) || isRow(text);
}

/** Whether a password is one that comes with an example or an image. */
export function isWellKnown(password: string): boolean {
  return /^(|postgres|password|passw0rd|root|admin|deskgraph|secret|test|example|guest|.*change.?me.*)$/i.test(password);
}

/** Whether only this machine can reach a host name. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function readOrigin(text: string): string | undefined {
  const url = new URL(text);
  const isBare = /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && /^\S+$/.test(text);
  return isBare ? url.origin : undefined;
}

function readProxy(text: string): string | undefined {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return text;
  const [host = '', bits, ...rest] = text.split('/');
  const family = isIP(host);
  if (!family || rest.length > 0) return undefined;
  if (bits === undefined) return text;
  const isNetwork = /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128); // /0 would trust everybody
  return isNetwork ? text : undefined;
}

function all<T>(text: string, read: (item: string) => T | undefined): T[] | undefined {
  const items = text.split(',').map(item => item.trim());
  const values = items.map(read).filter(value => value !== undefined);
  return values.length === items.length ? values : undefined;
}

/** Whether most characters follow the one before, as in 0123456789abcdef. */
function isRow(text: string): boolean {
  let steps = 0;
  for (let at = 1; at < text.length; at++) if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) steps++;
  return steps > text.length / 2;
}
