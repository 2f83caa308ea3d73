import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Blank } from './Blank.js';

/** Catches what no page caught, and offers the way back. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <SceneError /> : this.props.children;
  }
}

/** Shown in place of a page that broke. */
export function SceneError() {
  return (
    <Blank
      title="This page stopped working"
      words="Nothing you saved is lost. Load the page again; if it stays broken, tell your administrator what you were doing."
      action={<Button onClick={() => window.location.reload()}>Load again</Button>}
    />
  );
}
