/** Keeps a fault in one part of the page from taking all of it away. */

import i18next from "i18next";
import { Component, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Empty } from "./Faces.tsx";
import { toast } from "./toast.tsx";

interface Props {
  children: ReactNode;
  /** When this changes, what failed is tried again. */
  at: string;
  /** For what opens over the page: nothing is drawn in its place, a note says what happened. */
  over?: boolean;
}

/** A part of the program that did not come: the server was away, or has a newer one by now. */
const missing = (fault: unknown) =>
  /preload|dynamically imported module|importing a module script/i.test(String((fault as Error)?.message));

const reload = () => location.reload();

export class Boundary extends Component<Props, { fault: unknown }> {
  state = { fault: undefined as unknown };

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  componentDidCatch(fault: unknown) {
    if (!this.props.over) return;
    const action = { label: i18next.t("do.reload"), run: reload };
    toast({ text: this.words(fault), bad: true, action });
  }

  componentDidUpdate(before: Props) {
    if (before.at !== this.props.at && this.state.fault !== undefined) this.setState({ fault: undefined });
  }

  words(fault: unknown): string {
    return i18next.t(missing(fault) ? "fault.part" : "fault.unknown");
  }

  render() {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    if (this.props.over) return null;
    return (
      <div role="alert">
        <Empty icon="alert-triangle" title={this.words(fault)} text={String((fault as Error)?.message ?? fault)}>
          <Button size="xs" onClick={reload}>
            {i18next.t("do.reload")}
          </Button>
        </Empty>
      </div>
    );
  }
}
