// Lists side by side, as tabs: the one that waits for the reader first. A single one needs no tab.
import { Tabs } from "antd";
import type { ReactNode } from "react";

interface BoxesProps<Box extends string> {
  boxes: readonly Box[];
  box: Box;
  choose: (box: Box) => void;
  label: (box: Box) => string;
  children: (box: Box) => ReactNode;
}

export function Boxes<Box extends string>({ boxes, box, choose, label, children }: BoxesProps<Box>) {
  if (boxes.length <= 1) return <>{children(box)}</>;
  return (
    <Tabs
      className="boxes"
      activeKey={box}
      onChange={(key) => choose(key as Box)}
      items={boxes.map((one) => ({ key: one, label: label(one), children: children(one) }))}
      destroyOnHidden
    />
  );
}
