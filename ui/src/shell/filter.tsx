// What filters have in common: the two buttons at the end of a bar, and a choice that stands alone above a list.
import { Button, Select } from "antd";
import { use_speech } from "../i18n";

const near = (field: HTMLElement) => field.parentElement ?? document.body;

export function FilterButtons({ clear }: { clear: () => void }) {
  const { say } = use_speech();
  return (
    <>
      <Button type="primary" htmlType="submit">
        {say("apply_filter")}
      </Button>
      <Button onClick={clear}>{say("clear_filter")}</Button>
    </>
  );
}

interface FilterPickProps {
  label: string;
  // What is shown while nothing is chosen.
  all: string;
  width: number;
  value: string | undefined;
  choose: (value: string | undefined) => void;
  options: { value: string; label: string }[];
  // Typing narrows.
  long?: boolean;
}

export function FilterPick({ label, all, width, value, choose, options, long = false }: FilterPickProps) {
  return (
    <Select<string | undefined>
      allowClear
      aria-label={label}
      placeholder={all}
      style={{ width }}
      showSearch={long ? { optionFilterProp: "label" } : false}
      value={value}
      getPopupContainer={near}
      onChange={choose}
      options={options}
    />
  );
}
