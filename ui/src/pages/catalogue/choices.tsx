// Choosing fields and operations: boxes to tick, the fields by the category of the personal-data law that they fall under.
import { Button, Checkbox } from "antd";
import type { CatalogueForm } from "../../api/types";
import { message_or, use_speech } from "../../i18n";

export const operation_codes = ["lookup", "household", "kinship", "match", "extract", "export", "name_search", "answer", "watch"] as const;

interface FieldBoxesProps {
  id?: string;
  value?: string[];
  onChange?: (chosen: string[]) => void;
  label: string;
  known: CatalogueForm;
}

export function FieldBoxes({ id, value = [], onChange, label, known }: FieldBoxesProps) {
  const { say, either } = use_speech();
  const fields = known.fields;
  const categories = [...new Set(fields.map((field) => field.category))].sort();
  const title_of = (category: string) => known.categories.find((one) => one.code === category)?.title ?? "";
  // Kept in the order of the fields, however they were ticked.
  const put = (chosen: Set<string>) => onChange?.(fields.map((field) => field.name).filter((name) => chosen.has(name)));
  const chosen = new Set(value);
  return (
    <div id={id} role="group" aria-label={label} tabIndex={-1} className="field_boxes">
      <p className="field_boxes_head">
        <span className="soft" aria-live="polite">
          {say("fields_chosen", { count: chosen.size, all: fields.length })}
        </span>
        {chosen.size > 0 && (
          <Button size="small" type="link" onClick={() => put(new Set())}>
            {say("fields_none")}
          </Button>
        )}
      </p>
      {categories.map((category) => {
        const within = fields.filter((field) => field.category === category);
        const count = within.filter((field) => chosen.has(field.name)).length;
        return (
          <div key={category} className="field_boxes_part" role="group" aria-label={`${category} ${title_of(category)}`}>
            <Checkbox
                className="field_boxes_category"
                checked={count === within.length}
                indeterminate={count > 0 && count < within.length}
                aria-label={say("fields_category", { category })}
                onChange={(event) => {
                  const next = new Set(chosen);
                  for (const field of within) {
                    if (event.target.checked) next.add(field.name);
                    else next.delete(field.name);
                  }
                  put(next);
                }}
              >
                {category}
                <span className="field_boxes_title">{title_of(category)}</span>
              </Checkbox>
            <div className="field_boxes_fields">
              {within.map((field) => (
                <Checkbox
                  key={field.name}
                  checked={chosen.has(field.name)}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.target.checked) next.add(field.name);
                    else next.delete(field.name);
                    put(next);
                  }}
                >
                  {either(field.label_zh, field.label_en)}
                </Checkbox>
              ))}
            </div>
          </div>
        );
      })}
    </div>
  );
}

export function OperationBoxes({ id, value = [], onChange, label }: { id?: string; value?: string[]; onChange?: (chosen: string[]) => void; label: string }) {
  const { language } = use_speech();
  return (
    <div id={id} role="group" aria-label={label} tabIndex={-1} className="operation_boxes">
      {operation_codes.map((name) => (
        <Checkbox
          key={name}
          checked={value.includes(name)}
          onChange={(event) => onChange?.(operation_codes.filter((one) => (one === name ? event.target.checked : value.includes(one))))}
        >
          {message_or(language, `operation_${name}`, name)}
        </Checkbox>
      ))}
    </div>
  );
}
