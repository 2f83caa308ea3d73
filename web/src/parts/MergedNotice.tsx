import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../refusal.js';
import { Notice, RefusalNotice } from './Notice.js';
import { useToast } from './Toast.js';

interface MergedNoticeProps {
  /** Where what was merged goes on. */
  readonly children: ReactNode;
  readonly unmerge: { readonly run: (variables: { input: { id: string } }) => Promise<unknown>; readonly busy: boolean; readonly refusal: Refusal | null };
  readonly id: string;
  readonly mayUnmerge: boolean;
}

/** Says where something merged goes on, and takes that back. */
export function MergedNotice({ children, unmerge: { run, busy, refusal }, id, mayUnmerge }: MergedNoticeProps) {
  const say = useToast();
  const handleUndo = async () => {
    if (await run({ input: { id } })) say('The merge is taken back.');
  };
  return (
    <>
      <Notice>
        <Group justify="space-between" gap={8}>
          <span>{children}</span>
          {mayUnmerge && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void handleUndo()}>
              Undo the merge
            </Button>
          )}
        </Group>
      </Notice>
      {refusal && <RefusalNotice refusal={refusal} />}
    </>
  );
}
