import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { refusalOfAnswer } from '../../../client.js';
import { graphql } from '../../../gql/index.js';
import { useToast } from '../../../parts/Toast.js';
import { type Refusal, refusalFrom, refusalIn, Refused } from '../../../refusal.js';
import { sendFile } from '../../../upload.js';
import type { DraftFile } from './draft.js';
import { faultOfFile } from './warnings.js';

const useFiles_start = graphql(`
  mutation useFiles_start($input: AttachmentUploadStartInput!) {
    attachmentUploadStart(input: $input) {
      attachmentId
      upload {
        url
        method
        headers {
          name
          value
        }
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** A file on its way, or one that did not get there. */
export interface Sending {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly percent: number;
  readonly refusal: Refusal | null;
}

/** Sends files for a ticket; those that are there go with the draft. */
export function useFiles(ticketId: string, stored: readonly DraftFile[], onStored: (file: DraftFile) => void) {
  const client = useApolloClient();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const say = useToast();
  const running = useRef(new Map<string, { readonly name: string; readonly controller: AbortController }>());
  useEffect(() => {
    const left = running.current;
    return () => {
      if (left.size > 0) say(`${[...left.values()].map(({ name }) => name).join(', ')} did not get there. Attach ${left.size === 1 ? 'it' : 'them'} again.`);
      left.forEach(({ controller }) => controller.abort());
    };
  }, [say]);

  const change = useCallback((key: string, part: Partial<Sending>) => setSending(list => list.map(one => (one.key === key ? { ...one, ...part } : one))), []);
  const remove = useCallback((key: string) => {
    running.current.get(key)?.controller.abort();
    running.current.delete(key);
    setSending(list => list.filter(one => one.key !== key));
  }, []);

  const send = useCallback(
    async (file: File, key: string) => {
      const controller = new AbortController();
      const { name, size, type } = file;
      running.current.set(key, { name, controller });
      try {
        const variables = { input: { ticketId, name, size, type, idempotencyKey: key } };
        const answer = await client.mutate({ mutation: useFiles_start, variables }).catch((error: unknown) => {
          throw new Refused(refusalOfAnswer(error));
        });
        const no = refusalIn(answer);
        if (no) throw new Refused(no);
        const { attachmentId, upload } = answer.data.attachmentUploadStart ?? {};
        if (!attachmentId || !upload) throw new Error('There is no place for the file.');
        await sendFile(upload, file, percent => change(key, { percent }), controller.signal);
        remove(key);
        onStored({ id: attachmentId, name, size });
      } catch (error) {
        running.current.delete(key);
        if (!controller.signal.aborted) change(key, { refusal: refusalFrom(error) });
      }
    },
    [client, ticketId, change, remove, onStored],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      setFault(null);
      const all: { size: number }[] = [...stored, ...sending];
      for (const file of files) {
        const wrong = faultOfFile(file, all);
        if (wrong !== null) {
          setFault(wrong);
          continue;
        }
        const key = crypto.randomUUID();
        all.push(file);
        setSending(list => [...list, { key, name: file.name, size: file.size, percent: 0, refusal: null }]);
        void send(file, key);
      }
    },
    [stored, sending, send],
  );
  return { sending, fault, add, remove };
}
