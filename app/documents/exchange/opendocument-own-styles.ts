import { columnMillimetres, styleName } from './opendocument-styles';

/** Styles of one text alone: lines in another direction, tables and their columns. */
export class OwnStyles {
  readonly #isRtl: boolean;
  readonly #styles = new Map<string, string>();
  #tables = 0;

  constructor(isRtl: boolean) {
    this.#isRtl = isRtl;
  }

  get xml(): string {
    return [...this.#styles.values()].join('') + cellStyles;
  }

  /** Sides are named as they are: LibreOffice takes `start` for the left in either direction. */
  forLine(name: string, rtl: boolean, align?: string): string {
    if (rtl === this.#isRtl && !align) return styleName(name);
    const own = `${styleName(name).replaceAll('_20_', '')}${rtl ? 'R' : 'L'}${align ?? ''}`;
    const properties = `style:writing-mode="${rtl ? 'rl-tb' : 'lr-tb'}" fo:text-align="${align ?? (rtl ? 'right' : 'left')}"`;
    this.#styles.set(
      own,
      `<style:style style:name="${own}" style:family="paragraph" style:parent-style-name="${styleName(name)}"><style:paragraph-properties ${properties}/></style:style>`,
    );
    return own;
  }

  /** The name of a table's style and of those of its columns, whose widths are hundredths of a millimetre. */
  forTable(widths: number[], rtl: boolean): { table: string; columns: string[] } {
    const table = `Table${++this.#tables}`;
    this.#styles.set(
      table,
      `<style:style style:name="${table}" style:family="table"><style:table-properties style:width="${columnMillimetres}mm" table:align="margins" fo:margin-bottom="4mm" style:writing-mode="${rtl ? 'rl-tb' : 'lr-tb'}"/></style:style>`,
    );
    const columns = widths.map((width, i) => {
      const column = `${table}.${i + 1}`;
      this.#styles.set(
        column,
        `<style:style style:name="${column}" style:family="table-column"><style:table-column-properties style:column-width="${(width / 100).toFixed(2)}mm"/></style:style>`,
      );
      return column;
    });
    return { table, columns };
  }
}

const cellBorder =
  'fo:border-top="0.2mm solid #b8c4d0" fo:border-bottom="0.2mm solid #b8c4d0" fo:padding-top="1mm" fo:padding-bottom="1mm" fo:padding-left="2mm" fo:padding-right="2mm"';
const cellStyles = `<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties ${cellBorder}/></style:style><style:style style:name="CellHead" style:family="table-cell"><style:table-cell-properties fo:background-color="#eef2f6" ${cellBorder}/></style:style>`;
