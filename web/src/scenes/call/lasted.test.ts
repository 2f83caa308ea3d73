import { expect, it } from '@jest/globals';
import { lasted } from './lasted.js';

it('says how long a call went on, with hours only where there are some', () => {
  const since = '2026-11-28T10:00:00Z';

  expect(['10:00:07', '10:04:07', '11:02:09', '09:59:00'].map(time => lasted(since, new Date(`2026-11-28T${time}Z`)))).toEqual(['0:07', '4:07', '1:02:09', '0:00']);
});
