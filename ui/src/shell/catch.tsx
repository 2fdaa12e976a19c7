// The last net: a page that throws shows a code, never an inside, and keeps nothing of what it held.
import { Button, Result } from "antd";
import { Component, type ReactNode } from "react";
import { use_speech } from "../i18n";

function Crashed() {
  const { say } = use_speech();
  return (
    <Result
      status="error"
      title={say("crashed")}
      subTitle={
        <>
          {say("crashed_next")} <code>ui.crashed</code>
        </>
      }
      extra={<Button onClick={() => window.location.reload()}>{say("reload")}</Button>}
    />
  );
}

export class Catch extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}
