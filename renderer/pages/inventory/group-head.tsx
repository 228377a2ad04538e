import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import classes from './list-grid.module.css';
import { type ListGroup, NO_ROWS } from './list-groups.ts';
import { isOpen } from './listed-row.ts';

export interface GroupHeadProps {
  readonly group: ListGroup;
  /** From the top of the list; null: it sticks to the top of what is in view, for the eye alone. */
  readonly top: number | null;
  /** Of the row in the whole list, for readers. */
  readonly rowIndex: number;
  readonly columns: number;
  readonly noun: string;
  readonly onToggle: (id: string) => void;
}

/** Routes and tables are set as everywhere. */
const isName = ({ id, label }: ListGroup): boolean => /^(route|endpoint|table) /.test(id) && label !== NO_ROWS;

/** The line above the rows of a group: its name, how many there are, and how many are open. */
export const GroupHead = memo(function GroupHead(props: GroupHeadProps) {
  const { group, top, rowIndex, columns, noun, onToggle } = props;
  const Chevron = group.folded ? IconChevronRight : IconChevronDown;
  const open = group.rows.filter(({ finding }) => finding && isOpen(finding)).length;
  const sticks = top === null;
  return (
    <tr
      className={classes.group}
      data-sticks={sticks || undefined}
      aria-hidden={sticks || undefined}
      aria-rowindex={sticks ? undefined : rowIndex}
      style={sticks ? undefined : { transform: `translateY(${top}px)` }}
    >
      <td colSpan={columns} aria-colspan={columns} className={classes.groupCell}>
        <button
          type="button"
          tabIndex={-1}
          className={classes.fold}
          aria-expanded={!group.folded}
          onClick={() => onToggle(group.id)}
        >
          <Chevron {...ICON} size={14} />
          <span className={classes.groupName} data-name={isName(group) || undefined}>
            {group.label}
          </span>
          <span className={classes.groupCount}>
            {counted(group.rows.length, noun)}
            {open > 0 && open < group.rows.length && `, ${open} open`}
          </span>
        </button>
      </td>
    </tr>
  );
});
