// Where a day is typed, or picked from a calendar of the Republic. Arrow keys go by days and weeks, PageUp and PageDown by
// months (with Shift by years), Enter takes the day, Escape leaves. What is typed stays what was typed.
import { Button, Input } from "antd";
import { useEffect, useRef, useState, type ChangeEvent, type FocusEvent, type KeyboardEvent } from "react";
import { add_days, add_months, month_grid } from "../base/month_grid";
import { parse_roc_date, roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";

interface DayInputProps {
  id?: string;
  value?: string;
  onChange?: (typed: string) => void;
  onBlur?: (event: FocusEvent<HTMLInputElement>) => void;
  label: string;
  width: number;
}

const week = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

interface CalendarProps {
  at: string;
  label: string;
  move: (day: string) => void;
  take: (day: string) => void;
  leave: () => void;
}

function Calendar({ at, label, move, take, leave }: CalendarProps) {
  const { say } = use_speech();
  const cell = useRef<HTMLButtonElement>(null);
  const today = taipei_day(new Date());
  useEffect(() => cell.current?.focus(), [at]);
  const keys = (event: KeyboardEvent) => {
    const step: Record<string, () => string> = {
      ArrowLeft: () => add_days(at, -1),
      ArrowRight: () => add_days(at, 1),
      ArrowUp: () => add_days(at, -7),
      ArrowDown: () => add_days(at, 7),
      PageUp: () => add_months(at, event.shiftKey ? -12 : -1),
      PageDown: () => add_months(at, event.shiftKey ? 12 : 1),
    };
    const to = step[event.key];
    if (event.key === "Escape") leave();
    else if (to) move(to());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const [year, month] = roc_date(at).split("/");
  const turn = (key: "calendar_year_before" | "calendar_month_before" | "calendar_month_after" | "calendar_year_after", months: number, sign: string) => (
    <Button size="small" type="text" aria-label={say(key)} onClick={() => move(add_months(at, months))}>
      {sign}
    </Button>
  );
  return (
    <div className="calendar" role="dialog" aria-label={say("calendar_of", { what: label })} onKeyDown={keys}>
      <div className="calendar_head">
        {turn("calendar_year_before", -12, "«")}
        {turn("calendar_month_before", -1, "‹")}
        <span aria-live="polite">{say("calendar_month", { year: year ?? "", month: Number(month) })}</span>
        {turn("calendar_month_after", 1, "›")}
        {turn("calendar_year_after", 12, "»")}
      </div>
      <table>
        <thead>
          <tr>
            {week.map((day) => (
              <th key={day} scope="col">
                {say(`calendar_${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month_grid(at).map((days, row) => (
            <tr key={row}>
              {days.map((day, place) => (
                <td key={place}>
                  {day && (
                    <button
                      type="button"
                      ref={day === at ? cell : undefined}
                      tabIndex={day === at ? 0 : -1}
                      className={`calendar_day${day === today ? " calendar_today" : ""}${day === at ? " calendar_at" : ""}`}
                      aria-label={`${Number(day.slice(8))}, ${roc_date(day)}`}
                      aria-current={day === today ? "date" : undefined}
                      onClick={() => take(day)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function DayInput({ id, value, onChange, onBlur, label, width }: DayInputProps) {
  const { say } = use_speech();
  const [at, set_at] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    set_at(null);
    opener.current?.focus();
  };
  useEffect(() => {
    if (!at) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) set_at(null);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [at]);
  return (
    <div className="day_input" ref={box} style={{ width }}>
      <Input
        id={id}
        value={value}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange?.(event.target.value)}
        onBlur={onBlur}
        autoComplete="off"
        maxLength={16}
        placeholder="113/03/05"
      />
      <button
        type="button"
        ref={opener}
        className="day_open"
        aria-label={say("calendar_open")}
        aria-expanded={at !== null}
        onClick={() => set_at(at ? null : (parse_roc_date(value ?? "") ?? taipei_day(new Date())))}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M2 3.5h12v10H2zM2 6.5h12M5 1.5v3M11 1.5v3" />
        </svg>
      </button>
      {at && (
        <Calendar
          at={at}
          label={label}
          move={set_at}
          leave={close}
          take={(day) => {
            onChange?.(roc_date(day));
            close();
          }}
        />
      )}
    </div>
  );
}
