import { logisticsCases } from './cases-logistics.js';
import { qualityCases } from './cases-quality.js';
import { salesCases } from './cases-sales.js';

/** Something that customers write about, and how it commonly goes on. Texts name what they are about in braces, as `{order}`. */
export interface Case {
  readonly team: 0 | 1 | 2;
  readonly tags: readonly string[];
  /** How often it comes up, beside the others. */
  readonly weight: number;
  /** Of ten, how many are urgent and how many matter more than most. */
  readonly urgency: readonly [urgent: number, high: number];
  readonly subjects: readonly string[];
  /** The products it is about, by what their SKU begins with; all, where it does not say. */
  readonly only?: readonly string[];
  /** Whether it is about liquids alone. */
  readonly isLiquid?: boolean;
  /** What is asked: of each part one way to say it, or none where the part has an empty one. */
  readonly opening: readonly (readonly string[])[];
  /** The parts of the opening that follow the one thing a ticket is about: of all such parts the same place is taken. */
  readonly about?: readonly number[];
  /** Whether the subject does so, too. */
  readonly isSubjectAbout?: boolean;
  readonly turns: readonly Turn[];
}

/** Something said on the way. */
export interface Turn {
  readonly who: 'agent' | 'customer' | 'note';
  readonly parts: readonly (readonly string[])[];
  /** The parts that follow what the ticket is about. The first part of an answer follows what it answers to, anyway. */
  readonly about?: readonly number[];
  /** How often it comes to this; always, where it does not say. */
  readonly share?: number;
}

/** The teams of the demo, in the order in which cases name them. */
export const teams = ['Customer service', 'Logistics', 'Quality and laboratory'] as const;

export const cases: readonly Case[] = [...salesCases, ...logisticsCases, ...qualityCases];

export const greetings = ['Hello,', 'Hi there,', 'Dear team,', 'Good morning,', 'Dear Sir or Madam,', 'Hello Brandt team,', 'Good afternoon,', ''] as const;
export const closings = ['Kind regards', 'Best regards', 'Thanks', 'Many thanks in advance', 'Regards', 'Thank you and best regards', 'Cheers'] as const;
export const answers = ['Hello {first},', 'Hi {first},', 'Dear {first},', 'Good morning {first},'] as const;
export const courtesies = ['Thank you for your message.', 'Thanks for letting us know.', 'Thank you for getting in touch.', 'Sorry for the trouble.', ''] as const;
export const farewells = ['Kind regards', 'Best regards', 'Many greetings from the Elbe', 'All the best'] as const;
export const thanks = ['Perfect, thank you!', 'Great, that helps a lot. Thanks.', 'Thanks for the quick answer.', 'Received, all good now. Thank you.', 'Many thanks, you can close this.', 'That was fast, thank you very much.', 'OK, noted. Thanks for your help.'] as const;
export const welcome = ['You are welcome. Have a good day!', 'Glad to help. We close this now; just write if anything is left.', 'With pleasure. Until next time.'] as const;
