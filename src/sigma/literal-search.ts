/** Many literal texts looked for at once: a text is read once, however many there are. */

/** Letters below this are looked up in a table. */
const ASCII = 128

interface Node {
  readonly next: Map<number, Node>
  /** The literals that end here. */
  readonly ends: number[]
}

/** Finds which of its literals occur in a text. Both are taken as they are: whoever ignores case lowers both. */
export class LiteralSearch {
  /** 1 where some literal begins with these two letters. */
  private readonly beginnings = new Uint8Array(ASCII * ASCII)
  private readonly root: Node = { next: new Map(), ends: [] }
  /** Too short for the table, or not in ASCII. */
  private readonly others: (readonly [string, number])[] = []

  /** @param literals each with the number that is told when it is found */
  constructor(literals: Iterable<readonly [string, number]>) {
    for (const [literal, number] of literals) {
      const [first, second] = [literal.charCodeAt(0), literal.charCodeAt(1)]
      if (literal.length < 2 || first >= ASCII || second >= ASCII) this.others.push([literal, number])
      else {
        this.beginnings[first * ASCII + second] = 1
        this.grow(literal).ends.push(number)
      }
    }
  }

  private grow(literal: string): Node {
    let node = this.root
    for (let at = 0; at < literal.length; at++) {
      const code = literal.charCodeAt(at)
      const next = node.next.get(code) ?? { next: new Map<number, Node>(), ends: [] }
      node.next.set(code, next)
      node = next
    }
    return node
  }

  /** Adds the numbers of the literals that occur in the text. */
  find(text: string, found: Set<number>): void {
    for (const [literal, number] of this.others) if (text.includes(literal)) found.add(number)
    let first = text.charCodeAt(0)
    for (let at = 1; at < text.length; at++) {
      const second = text.charCodeAt(at)
      const isBeginning = first < ASCII && second < ASCII && this.beginnings[first * ASCII + second] === 1
      if (isBeginning) this.walk(text, at - 1, found)
      first = second
    }
  }

  private walk(text: string, from: number, found: Set<number>): void {
    let node: Node | undefined = this.root
    for (let at = from; at < text.length; at++) {
      node = node.next.get(text.charCodeAt(at))
      if (!node) return
      for (const number of node.ends) found.add(number)
    }
  }
}
