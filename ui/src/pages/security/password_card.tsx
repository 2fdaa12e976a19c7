import { Button, Tag } from "antd";
import type { CredentialsView } from "../../api/types";
import { days_until } from "../../base/due";
import { roc_date, roc_last_day, taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { Card } from "../../shell/page";

export function PasswordCard({ password }: { password: CredentialsView["password"] }) {
  const { say } = use_speech();
  if (!password) {
    return (
      <Card title={say("security_password")}>
        <p className="soft">{say("security_password_none")}</p>
      </Card>
    );
  }
  const set_on = taipei_day(new Date(password.set_at));
  const age = Math.max(0, -(days_until(set_on, new Date()) ?? 0));
  const left = days_until(password.due_at, new Date()) ?? 0;
  return (
    <Card
      title={say("security_password")}
      extra={
        <Button size="small" href="#/password">
          {say("security_change")}
        </Button>
      }
    >
      <dl className="plain_pairs">
        <dt>{say("security_password_set")}</dt>
        <dd className="nums">
          {roc_date(set_on)} <span className="soft">（{say("security_password_age", { count: age })}）</span>
        </dd>
        <dt>{say("security_password_due")}</dt>
        <dd className="nums">
          {roc_last_day(password.due_at)}{" "}
          {left <= 14 && (
            <Tag color={left < 0 ? "error" : "warning"}>
              {left < 0 ? say("overdue") : left === 0 ? say("due_today") : say("days_later", { count: left })}
            </Tag>
          )}
        </dd>
      </dl>
    </Card>
  );
}
