import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Empty } from './Section.js';

interface PaneProps {
  /** What it holds, as screen readers name the region. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A region of a page that breaks by itself: the others go on. */
export function Pane({ label, className, children }: PaneProps) {
  return (
    <section aria-label={label} className={className}>
      <Net label={label}>{children}</Net>
    </section>
  );
}

class Net extends Component<{ label: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div role="alert">
        <Empty
          title={`${this.props.label} stopped working`}
          words="The rest of the page goes on, and what you have written is kept."
          action={
            <Button variant="default" onClick={() => this.setState({ broken: false })}>
              Show it again
            </Button>
          }
        />
      </div>
    );
  }
}
