import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything } from '../../checks.js';
import { graphql } from '../../gql/index.js';
import type { AuditEntryFilter, ExportFormat } from '../../gql/graphql.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { AuditExport } from './AuditExport.js';

const AuditExportDialog_export = graphql(`
  mutation AuditExportDialog_export($input: AuditExportInput!) {
    auditExport(input: $input) {
      export {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

const formats = [
  { value: 'CSV', label: 'A table for spreadsheets (CSV)' },
  { value: 'JSONL', label: 'A JSON object a line (JSONL)' },
];

interface AuditExportDialogProps {
  readonly filter: AuditEntryFilter;
  readonly isAll: boolean;
  readonly count: number | null;
  readonly onClose: () => void;
}

/** Has the entries that are shown written to a file, tells how far it is, and gives it. */
export function AuditExportDialog({ filter, isAll, count, onClose }: AuditExportDialogProps) {
  const ask = useVerb(AuditExportDialog_export);
  const [keyFor] = useState(() => attempts());
  const [exportId, setExportId] = useState<string | null>(null);
  const form = useForm({ format: anything }, async values => {
    const input = { filter, format: values.format as ExportFormat };
    const { auditExport } = await ask.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    setExportId(auditExport?.export?.id ?? null);
  });
  const entries = count === null ? 'the entries' : count === 1 ? 'the one entry' : `the ${count.toLocaleString()} entries`;
  return (
    <Dialog onClose={onClose} title="Export the audit trail">
      {exportId === null ? (
        <Form form={form} verb="Write the file">
          <p style={{ margin: 0 }}>{isAll ? `All of it: ${entries} there are now.` : `As filtered: ${entries} you see now.`}</p>
          <NativeSelect {...form.field('format')} label="File" data={formats} data-autofocus />
        </Form>
      ) : (
        <AuditExport id={exportId} />
      )}
    </Dialog>
  );
}
