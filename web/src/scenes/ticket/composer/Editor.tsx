import '@mantine/tiptap/styles.layer.css';
import { RichTextEditor } from '@mantine/tiptap';
import Placeholder from '@tiptap/extension-placeholder';
import { type Editor as TiptapEditor, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import classes from './Composer.module.css';

interface EditorProps {
  readonly label: string;
  readonly placeholder: string;
  readonly html: string;
  readonly isEditable: boolean;
  readonly onChange: (html: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  /** A key that says that all is said; answers whether it was one. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onReady: (editor: TiptapEditor | null) => void;
  /** Stands at the end of the row of tools. */
  readonly tools: ReactNode;
}

/** Words with what mail can carry: bold, italic, lists, links, code, quotes. */
export function Editor({ label, placeholder, html, isEditable, onChange, onFiles, onKey, onReady, tools }: EditorProps) {
  const change = useEffectEvent(onChange);
  const take = useEffectEvent(onFiles);
  const key = useEffectEvent(onKey);
  const ready = useEffectEvent(onReady);
  const [takes, keys, changes] = [(files: readonly File[]) => take(files), (event: KeyboardEvent) => key(event), (now: string) => change(now)];
  const editor = useEditor({
    extensions: [StarterKit.configure({ heading: false, horizontalRule: false, underline: false, strike: false, link: { openOnClick: false, protocols: ['mailto', 'tel'], defaultProtocol: 'https' } }), Placeholder.configure({ placeholder })],
    content: html,
    injectCSS: false, // the page's policy would not take it; Composer.module.css has what it needs
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      handleKeyDown: (_, event) => keys(event),
      handlePaste: (_, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length > 0) takes(files);
        return files.length > 0;
      },
      handleDrop: (_, event) => [...(event.dataTransfer?.files ?? [])].length > 0, // the composer takes them
    },
    onUpdate: ({ editor: now }) => changes(now.isEmpty ? '' : now.getHTML()),
  });
  useEffect(() => {
    ready(editor);
    return () => ready(null);
  }, [editor]);
  useEffect(() => {
    editor.setEditable(isEditable, false);
  }, [editor, isEditable]);

  return (
    <RichTextEditor editor={editor} classNames={{ root: classes.editor, content: classes.content, toolbar: classes.toolbar }} withTypographyStyles={false}>
      <RichTextEditor.Content />
      <RichTextEditor.Toolbar>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <RichTextEditor.Italic />
          <RichTextEditor.Link />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.BulletList />
          <RichTextEditor.OrderedList />
          <RichTextEditor.Blockquote />
          <RichTextEditor.Code />
        </RichTextEditor.ControlsGroup>
        {tools}
      </RichTextEditor.Toolbar>
    </RichTextEditor>
  );
}
