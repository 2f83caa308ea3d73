import { useApolloClient } from '@apollo/client/react';
import { Button, Menu, Progress } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Face } from '../../parts/Face.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { useToast } from '../../parts/Toast.js';
import { pictureFault, pictureTypes } from '../../picture.js';
import { type Refusal, refusalFrom } from '../../refusal.js';
import { pathOf, sendFile } from '../../upload.js';
import { useVerb } from '../../useVerb.js';
import classes from './Picture.module.css';

const Picture_member = graphql(`
  fragment Picture_member on Member {
    id
    name
    pictureUrl
    viewerCan
  }
`);
const Picture_start = graphql(`
  mutation Picture_start($input: MemberPictureUploadStartInput!) {
    memberPictureUploadStart(input: $input) {
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
const Picture_remove = graphql(`
  mutation Picture_remove {
    memberPictureRemove {
      member {
        id
        pictureUrl
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface Sending {
  readonly percent: number;
  readonly stop: () => void;
}

/** One's own picture, and the ways to choose another and to remove it. What is under way and what was refused stand in a line of their own. */
export function Picture(props: { member: FragmentType<typeof Picture_member> }) {
  const { id, name, pictureUrl, viewerCan } = read(Picture_member, props.member);
  const client = useApolloClient();
  const start = useVerb(Picture_start);
  const removal = useVerb(Picture_remove);
  const say = useToast();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const face = <Face id={id} name={name} picture={pictureUrl && pathOf(pictureUrl)} size={56} />;
  if (!viewerCan.includes('changePicture')) return face;

  const send = async (file: File) => {
    const fault = pictureFault(file);
    setRefusal(fault === null ? null : { code: 'INVALID', message: fault });
    if (fault !== null) return;
    const stopping = new AbortController();
    const tell = (percent: number) => setSending({ percent, stop: () => stopping.abort() });
    tell(0);
    try {
      const { memberPictureUploadStart: begun } = await start.ask({ input: { name: file.name, size: file.size, type: file.type } });
      if (begun?.upload) await sendFile(begun.upload, file, tell, stopping.signal);
      await client.refetchQueries({ include: ['Desk', 'YouSection'] });
      say('Your picture is changed.');
    } catch (error) {
      if (!stopping.signal.aborted) setRefusal(refusalFrom(error));
    } finally {
      setSending(null);
      button.current?.focus();
    }
  };
  const handleChoice = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    currentTarget.value = ''; // the same file may be chosen again
    if (file) void send(file);
  };
  const handleRemove = async () => {
    setRefusal(null);
    if (await removal.run({})) say('Your picture is removed.');
  };
  const shown = refusal ?? removal.refusal;

  return (
    <>
      <span className={classes.place}>
        {face}
        <Menu width={190} position="bottom-start" disabled={sending !== null}>
          <Menu.Target>
            <button ref={button} type="button" className={classes.button} aria-label="Your picture">
              <span className={classes.badge}>
                <IconCamera size={14} stroke={1.7} aria-hidden />
              </span>
            </button>
          </Menu.Target>
          <Menu.Dropdown aria-label="Your picture">
            <Menu.Item onClick={() => input.current?.click()}>{pictureUrl ? 'Choose another picture' : 'Choose a picture'}</Menu.Item>
            {pictureUrl && (
              <Menu.Item color="var(--dg-danger)" onClick={() => void handleRemove()}>
                Remove picture
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </span>
      <input ref={input} type="file" accept={pictureTypes.join()} hidden aria-label="Picture" onChange={handleChoice} />
      {sending && (
        <div className={classes.sending}>
          <span role="status">Sending your picture</span>
          <Progress className={classes.bar} value={sending.percent} aria-label="How much is sent" />
          <Button size="compact-sm" variant="subtle" onClick={sending.stop}>
            Stop
          </Button>
        </div>
      )}
      {shown && (
        <div className={classes.refusal}>
          <RefusalNotice refusal={shown} takesFocus />
        </div>
      )}
    </>
  );
}
