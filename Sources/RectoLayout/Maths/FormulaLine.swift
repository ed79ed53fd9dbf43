internal import RectoGeometry
internal import RectoTree

/// Reads a line of a formula: scripts, words, delimiters, and spaces that say something.
struct FormulaLine {
  /// How far from the baseline a sign of full size is a script, in ems.
  private static let scriptShift: Float = 0.22
  /// The widest gap inside a word, in ems.
  private static let wordGap: Float = 0.12

  private let atoms: [MathAtom]
  private let y: Float
  private let size: Float
  /// In a line of text the spaces beside relations and operations stretch with it.
  private let stretches: Bool
  /// Set by a program that does not space as TeX does.
  private let isLoose: Bool

  init(_ atoms: [MathAtom], stretches: Bool = false) {
    self.stretches = stretches
    isLoose = atoms.contains(where: \.isLoose)
    self.atoms = atoms.sorted { ($0.box.x0, $0.box.x1) < ($1.box.x0, $1.box.x1) }
    (y, size) = Self.baseline(of: self.atoms)
  }

  /// The baseline and size that most of the large letters have.
  private static func baseline(of atoms: [MathAtom]) -> (Float, Float) {
    let size = atoms.em
    let full = atoms.filter { $0.size > FormulaParser.scriptSize * size }
    let plain = full.filter { !$0.isLarge }
    let candidates = plain.isEmpty ? full : plain
    let votes = candidates.map { atom in
      candidates.filter { abs($0.y - atom.y) < 0.12 * size }.count
    }
    let most = votes.max() ?? 0
    let winner = zip(candidates, votes).first { $0.1 == most }?.0
    return (winner?.y ?? 0, size)
  }

  /// An element of the line with its scripts.
  private struct Element {
    var node: MathNode
    var mathClass: MathClass
    var box: Box
    /// The atom that it began as.
    var base: MathAtom?
    var isText = false
  }

  func node() -> MathNode? {
    guard !atoms.isEmpty else { return .empty }
    guard let elements = elements() else { return nil }
    return MathNode(fence(elements))
  }

  // Elements with scripts.

  private func elements() -> [Element]? {
    var result: [Element] = []
    var sub: [MathAtom] = []
    var sup: [MathAtom] = []
    func attach(before next: MathAtom?) -> Bool {
      guard !sub.isEmpty || !sup.isEmpty else { return true }
      if !sub.isEmpty, !sup.isEmpty, result.last?.mathClass == .ordinary,
        let (first, second) = Self.staggered(sub, sup, size: size)
      {
        (sub, sup) = first
        guard attach(before: nil) else { return false }
        result.append(
          Element(
            node: .empty, mathClass: .ordinary,
            box: Box(
              x0: result[result.count - 1].box.x1, y0: y, x1: result[result.count - 1].box.x1, y1: y
            ),
            base: nil))
        (sub, sup) = second
      }
      let scripts = sub + sup
      guard let below = sub.isEmpty ? .empty : script(sub),
        let above = sup.isEmpty ? .empty : script(sup)
      else { return false }
      defer { (sub, sup) = ([], []) }
      let box = scripts.union
      if let last = result.last, Self.takesScripts(last, script: box, next: next, size: size) {
        var base = result.removeLast()
        base.node = Self.scripts(of: base.node, below, above)
        base.box.formUnion(box)
        base.box.x1 += 0.05 * size
        result.append(base)
      } else {
        result.append(
          Element(
            node: Self.scripts(of: .empty, below, above), mathClass: .ordinary, box: box,
            base: nil))
      }
      return true
    }
    var i = 0
    while i < atoms.count {
      let atom = atoms[i]
      if let isRaised = isScript(atom, sub: sub, sup: sup) {
        if isRaised { sup.append(atom) } else { sub.append(atom) }
        i += 1
        continue
      }
      guard attach(before: atom) else { return nil }
      if atom.isTextLetter {
        let end = wordEnd(from: i)
        result.append(word(Array(atoms[i..<end])))
        i = end
        continue
      }
      result.append(told(at: i))
      i += 1
    }
    return attach(before: nil) ? result : nil
  }

  /// Scripts of which one begins where the other ends, as indices of tensors do: the first and the
  /// second of them as subscripts and superscripts.
  private static func staggered(_ sub: [MathAtom], _ sup: [MathAtom], size: Float)
    -> (first: ([MathAtom], [MathAtom]), second: ([MathAtom], [MathAtom]))?
  {
    let (below, above) = (sub.union, sup.union)
    if below.x0 > above.x1 - 0.08 * size { return (([], sup), (sub, [])) }
    if above.x0 > below.x1 - 0.08 * size { return ((sub, []), ([], sup)) }
    return nil
  }

  /// An atom on the line; the space around it tells signs of one shape apart.
  private func told(at i: Int) -> Element {
    let atom = atoms[i]
    var element = Element(node: atom.node, mathClass: atom.mathClass, box: atom.box, base: atom)
    guard case .symbol(var symbol) = atom.node, !atom.isLarge else { return element }
    let left = i > 0 ? (atom.box.x0 - atoms[i - 1].box.x1) / size : 0
    let right = i + 1 < atoms.count ? (atoms[i + 1].box.x0 - atom.box.x1) / size : 0
    switch atom.scalar {
    case 0x7C, 0x2223, 0x2016, 0x2225:
      // TeX's old fonts have one sign for both; in scripts a relation has no spaces.
      let isRelation = left > 0.2 && right > 0.2 || atom.scalar == 0x2223 && left >= 0 && right >= 0
      let isSingle = atom.scalar == 0x7C || atom.scalar == 0x2223
      symbol.latex = isRelation ? (isSingle ? "\\mid" : "\\parallel") : isSingle ? "|" : "\\|"
      element.mathClass = isRelation ? .relation : .ordinary
    case 0x3A, 0x2236:
      guard left < 0.2, right > left + 0.1 else { break }
      symbol.latex = "\\colon"
      element.mathClass = .punctuation
      // Its own spaces are no others'.
      element.box.x0 -= 0.111 * size
      element.box.x1 += right * size - 0.167 * size
    case 0x22A5 where left > 0.2 && right > 0.2:
      symbol.latex = "\\perp"
      element.mathClass = .relation
    case 0x27FA where left > 0.45 && right > 0.45, 0x27F9 where left > 0.45 && right > 0.45:
      symbol.latex = atom.scalar == 0x27FA ? "\\iff" : "\\implies"
      element.box.x0 -= 0.278 * size
      element.box.x1 += 0.278 * size
    case 0x5C where left > 0.15 && right > 0.15:
      symbol.latex = "\\setminus"
      element.mathClass = .binary
    case 0x2032 where symbol.latex == "'": symbol.latex = "\\prime"
    default: break
    }
    element.node = .symbol(symbol)
    return element
  }

  private static func scripts(of base: MathNode, _ sub: MathNode, _ sup: MathNode) -> MathNode {
    let (below, above) = (sub == .empty ? nil : sub, sup == .empty ? nil : sup)
    if case .scripts(let inner, let oldSub, let oldSup) = base,
      oldSub == nil || below == nil, oldSup == nil || above == nil
    {
      return .scripts(inner, sub: oldSub ?? below, sup: oldSup ?? above)
    }
    return .scripts(base, sub: below, sup: above)
  }

  private func script(_ atoms: [MathAtom]) -> MathNode? {
    let rows = FormulaRows.rows(of: atoms)
    return rows.count > 1
      ? FormulaRows(rows, em: size).stacked() : FormulaLine(atoms, stretches: stretches).node()
  }

  /// Whether scripts belong to the element before them: not to a relation, and not across a space
  /// that separates them if they touch what follows.
  private static func takesScripts(
    _ element: Element, script: Box, next: MathAtom?, size: Float
  ) -> Bool {
    switch element.mathClass {
    case .relation, .binary, .open, .punctuation:
      if let next, next.box.x0 - script.x1 < 0.1 * size { return false }
      return element.mathClass == .relation || element.mathClass == .binary
    default: break
    }
    let gap = script.x0 - element.box.x1
    if gap > 0.3 * size, let next, next.box.x0 - script.x1 < 0.1 * size { return false }
    return true
  }

  /// Whether an atom is raised (`true`) or lowered (`false`) against the line; `nil` if it stands
  /// on it.
  private func isScript(_ atom: MathAtom, sub: [MathAtom], sup: [MathAtom]) -> Bool? {
    let shift = (atom.y - y) / size
    if atom.isLarge {
      // Parts say by their middle where they belong, if they are small.
      let own = atom.partSize ?? atom.size
      guard abs(shift) > 0.25, own < FormulaParser.scriptSize * size || atom.box.height < 0.9 * size
      else { return nil }
      return shift < 0
    }
    let isSmall = atom.size < FormulaParser.scriptSize * size
    guard isSmall || abs(shift) > Self.scriptShift else { return nil }
    // A script of a script belongs to the nearer one.
    if isSmall, let lowest = sub.last, atom.size < FormulaParser.scriptSize * sub.em, sup.isEmpty {
      let distance = atom.box.x0 - lowest.box.x1
      if distance < 0.15 * size, abs(shift) < 0.3 { return false }
    }
    if isSmall, !sub.isEmpty, !sup.isEmpty, atom.size < FormulaParser.scriptSize * (sub + sup).em {
      let below = sub.filter { $0.size > atom.size * 1.1 }.map { abs($0.y - atom.y) }.min()
      let above = sup.filter { $0.size > atom.size * 1.1 }.map { abs($0.y - atom.y) }.min()
      return (above ?? .infinity) < (below ?? .infinity)
    }
    if isSmall, sub.isEmpty, let first = sup.first, atom.size < FormulaParser.scriptSize * sup.em,
      atom.y < y, atom.box.x0 > first.box.x0
    {
      return true
    }
    if shift < -0.05 { return true }
    if shift > 0.04 { return false }
    // Small signs on the baseline itself are words in small letters.
    return nil
  }

  // Words.

  private func wordEnd(from start: Int) -> Int {
    var end = start + 1
    let first = atoms[start]
    while end < atoms.count, atoms[end].isTextLetter,
      abs(atoms[end].y - y) < 0.1 * size, atoms[end].font == first.font,
      atoms[end].box.x0 - atoms[end - 1].box.x1 < Self.wordGap * size
    {
      end += 1
    }
    return end
  }

  /// Letters of a text font: a function, a word, a lone upright letter.
  private func word(_ letters: [MathAtom]) -> Element {
    let name = letters.compactMap(\.symbol).map(\.text).joined()
    let glyphs = letters.flatMap(\.glyphs)
    let isFunction = LatexSymbols.functions.contains(name)
    let isBold = letters[0].isBold
    let last = letters[letters.count - 1]
    let next = atoms.first { $0.box.x0 >= last.box.x1 - 0.01 && abs($0.y - y) < 0.1 * size }
    let previous = atoms.last {
      $0.box.x1 <= letters[0].box.x0 + 0.01 && abs($0.y - y) < 0.1 * size
    }
    // A name stands close to what it is applied to; a word has spaces.
    let right = next.map { ($0.box.x0 - last.box.x1) / size } ?? 0
    let left = previous.map { (letters[0].box.x0 - $0.box.x1) / size } ?? 0
    let isName =
      name.unicodeScalars.count > 1 && !isFunction && right < 0.2
      && (!isLoose || next?.mathClass == .open)
      && next.map { $0.mathClass == .open || $0.symbol?.kind == .identifier } ?? false
    let isWord =
      name.unicodeScalars.count > 2
      || left > 0.3 && previous?.mathClass != .relation && previous?.mathClass != .binary
      || right > 0.3 && next?.mathClass != .relation && next?.mathClass != .binary
    var element = Element(
      node: .empty, mathClass: isFunction || isName ? .large : .ordinary, box: letters.union,
      base: letters[0])
    let latex =
      if isFunction {
        "\\\(name)"
      } else if isBold {
        "\\mathbf{\(name)}"
      } else if isName {
        "\\operatorname{\(name)}"
      } else if name == "mod" || !isWord && name.allSatisfy(\.isASCII) {
        "\\mathrm{\(name)}"
      } else {
        "\\text{\(name)}"
      }
    element.isText = latex.hasPrefix("\\text")
    element.node = .symbol(
      MathSymbol(
        isFunction ? .operator : .text, latex: latex, text: name, glyphs: glyphs,
        box: letters.union))
    return element
  }

  // Delimiters and spaces.

  /// An opening delimiter that waits for its partner, and the nodes before it.
  private struct Level {
    var open: Element?
    /// A space before it says that it was set to grow with what it holds.
    var grows = false
    var nodes: [MathNode] = []
    var elements: [Element] = []
  }

  /// The nodes of elements: high delimiters in pairs around what they hold, spaces between.
  private func fence(_ elements: [Element]) -> [MathNode] {
    var levels = [Level()]
    func push(_ node: MathNode, _ element: Element) {
      levels[levels.count - 1].nodes.append(node)
      levels[levels.count - 1].elements.append(element)
    }
    let classes = Self.effectiveClasses(elements)
    var before: (element: Element, mathClass: MathClass)?
    for (i, var element) in elements.enumerated() {
      var grows = false
      if let last = before {
        let gap = (element.box.x0 - last.element.box.x1) / size
        let excess = gap - MathClass.space(last.mathClass, classes[i], inScript: false)
        let isElastic =
          stretches
          && [last.mathClass, classes[i]].contains { $0 == .relation || $0 == .binary }
        let isFree = isLoose && !last.element.isText && !element.isText
        if isElastic && excess < 0.6 || isFree && excess < 0.45 {
          // Not the writer's.
        } else if element.mathClass == .open, excess > 0.14, excess < 0.29 {
          grows = true
        } else if last.element.isText != element.isText, excess > 0.2, excess < 0.6 {
          // The space between a word and a sign is the word's.
          if element.isText {
            element.node = Self.spaced(element.node, isBefore: true)
          } else {
            let place = levels[levels.count - 1].nodes.count - 1
            if place >= 0 {
              let node = levels[levels.count - 1].nodes[place]
              levels[levels.count - 1].nodes[place] = Self.spaced(node, isBefore: false)
            }
          }
        } else if let space = Self.space(excess, between: last.element, and: element) {
          if case .symbol(let symbol) = space, symbol.latex.isEmpty {
            // Words of one phrase.
            joinWords(&levels[levels.count - 1], element)
            before?.element.box.formUnion(element.box)
            continue
          }
          push(space, element)
        }
      }
      defer { before = (element, classes[i]) }
      guard let base = element.base, base.isLarge || isPaired(base, in: levels, grows: grows),
        let delimiter = delimiter(of: element)
      else {
        push(element.node, element)
        continue
      }
      let opens = MathClass.opening.contains(base.scalar)
      let isUpright = MathClass.isUpright(base.scalar)
      if let open = levels.last?.open?.base, !opens,
        abs(open.box.height - base.box.height) < 0.15 * base.box.height + 0.05 * size,
        !isUpright || open.scalar == base.scalar || !MathClass.isUpright(open.scalar)
      {
        let level = levels.removeLast()
        element.box.formUnion(open.box)
        let whole = closed(level, delimiter, base, scripts: element.node)
        push(whole, element)
      } else if opens || isUpright {
        levels.append(Level(open: element, grows: grows))
      } else {
        push(sized(element, base), element)
      }
    }
    // What nothing closed keeps a size of its own.
    while levels.count > 1 {
      let level = levels.removeLast()
      if let open = level.open, let base = open.base {
        if MathClass.isUpright(base.scalar), case .scripts = open.node,
          levels.last?.nodes.isEmpty == false,
          let symbol = base.symbol
        {
          evaluate(at: symbol, open, &levels[levels.count - 1])
        } else {
          push(sized(open, base), open)
        }
        for (node, element) in zip(level.nodes, level.elements) { push(node, element) }
      }
    }
    return levels[0].nodes
  }

  /// A bar with scripts that nothing opens: what stands before it, from the last relation on, is
  /// taken at the values that they say.
  private func evaluate(at bar: MathSymbol, _ element: Element, _ level: inout Level) {
    let start = (level.elements.lastIndex { $0.mathClass == .relation }).map { $0 + 1 } ?? 0
    let body = Array(level.nodes[start...])
    level.nodes.removeSubrange(start...)
    level.elements.removeSubrange(start...)
    let none = MathSymbol(.operator, latex: ".", text: "")
    level.nodes.append(Self.withScripts(of: element.node, on: .fenced(none, MathNode(body), bar)))
    level.elements.append(element)
  }

  /// Whether a delimiter of usual height is set to grow, or closes one that is.
  private func isPaired(_ base: MathAtom, in levels: [Level], grows: Bool) -> Bool {
    if MathClass.opening.contains(base.scalar) {
      return grows || levels.contains { $0.open.map { $0.base?.isLarge == false } ?? false }
    }
    return MathClass.closing.contains(base.scalar) && levels.last?.open?.base?.isLarge == false
  }

  /// The delimiter that an element is, without its scripts.
  private func delimiter(of element: Element) -> MathSymbol? {
    guard let base = element.base,
      MathClass.isDelimiter(base.scalar) || MathClass.isUpright(base.scalar)
    else { return nil }
    return base.symbol
  }

  /// A pair of delimiters with what it holds: as high as that needs, or of a size of its own.
  private func closed(
    _ level: Level, _ close: MathSymbol, _ base: MathAtom, scripts node: MathNode
  ) -> MathNode {
    guard let open = level.open, let openBase = open.base, let first = openBase.symbol else {
      return .row(level.nodes + [node])
    }
    let inner = level.elements.reduce(into: Box.empty) { $0.formUnion($1.box) }
    let height = base.box.height / size
    var whole: MathNode
    if !base.isLarge, !level.grows {
      return .row([.symbol(first)] + level.nodes + [node])
    }
    if base.isLarge, !level.grows, !isLoose, let fixed = Self.size(of: height),
      inner.isEmpty || fixed != Self.size(of: needed(inner))
    {
      var nodes = [Self.sized(first, fixed, "l")] + level.nodes
      nodes.append(Self.withScripts(of: node, on: Self.sized(close, fixed, "r")))
      return .row(nodes)
    }
    whole = .fenced(first, MathNode(level.nodes), close)
    whole = Self.withScripts(of: node, on: whole)
    return whole
  }

  /// Moves the scripts of one node to another.
  private static func withScripts(of node: MathNode, on base: MathNode) -> MathNode {
    if case .scripts(_, let sub, let sup) = node {
      .scripts(base, sub: sub, sup: sup)
    } else {
      base
    }
  }

  /// How high delimiters around something have to be, in ems (The TeXbook, appendix G, rule 19).
  private func needed(_ inner: Box) -> Float {
    let middle = y - MathAtom.axis * size
    let reach = 2 * max(middle - inner.y0, inner.y1 - middle) / size
    // Ink is not quite as high as TeX's boxes; what is chosen is at least so high.
    return max(0.901 * reach, reach - 0.5) + 0.07
  }

  /// The sizes that delimiters come in, in ems, with the commands for them.
  private static let sizes: [(height: Float, command: String)] = [
    (1.0, ""), (1.2, "\\big"), (1.8, "\\Big"), (2.4, "\\bigg"), (3.0, "\\Bigg"),
  ]

  /// The command for the smallest size that is at least so high; `nil` beyond the largest.
  private static func size(of height: Float) -> String? {
    sizes.first { $0.height > height - 0.09 }?.command
  }

  private static func sized(_ symbol: MathSymbol, _ command: String, _ side: String) -> MathNode {
    var symbol = symbol
    if !command.isEmpty { symbol.latex = command + side + symbol.latex }
    return .symbol(symbol)
  }

  /// A high delimiter without a partner.
  private func sized(_ element: Element, _ base: MathAtom) -> MathNode {
    guard let symbol = base.symbol else { return element.node }
    let command = Self.size(of: base.box.height / size) ?? "\\Bigg"
    let side =
      switch element.mathClass {
      case .open: "l"
      case .close: "r"
      default: ""
      }
    return Self.withScripts(of: element.node, on: Self.sized(symbol, command, side))
  }

  /// Binary operations that have nothing to join are ordinary signs (The TeXbook, appendix G).
  private static func effectiveClasses(_ elements: [Element]) -> [MathClass] {
    var classes = elements.map(\.mathClass)
    for i in classes.indices where classes[i] == .binary {
      let before: MathClass? = i > 0 ? classes[i - 1] : nil
      let after: MathClass? = i + 1 < classes.count ? classes[i + 1] : nil
      switch before {
      case nil, .binary, .large, .relation, .open, .punctuation: classes[i] = .ordinary
      default:
        switch after {
        case nil, .relation, .close, .punctuation: classes[i] = .ordinary
        default: break
        }
      }
    }
    return classes
  }

  /// The space that a gap beyond TeX's own stands for; one without LaTeX joins words.
  private static func space(_ excess: Float, between left: Element, and right: Element) -> MathNode?
  {
    func node(_ latex: String, _ text: String = " ") -> MathNode {
      .symbol(MathSymbol(.space, latex: latex, text: text))
    }
    if left.isText, right.isText, excess > 0.15, excess < 0.6 { return node("", "") }
    switch excess {
    case ..<0.14: return nil
    case ..<0.26: return node("\\,")
    case ..<0.31: return node("\\;")
    case ..<0.7: return node("\\ ")
    case ..<1.6: return node("\\quad ")
    default: return node("\\qquad ")
    }
  }

  /// A word with a space before or after it.
  private static func spaced(_ node: MathNode, isBefore: Bool) -> MathNode {
    guard case .symbol(var symbol) = node, symbol.latex.hasPrefix("\\text{") else { return node }
    let inner = symbol.latex.dropFirst("\\text{".count).dropLast()
    symbol.latex = isBefore ? "\\text{ \(inner)}" : "\\text{\(inner) }"
    symbol.text = isBefore ? " " + symbol.text : symbol.text + " "
    return .symbol(symbol)
  }

  /// Adds a word to the words that a level ends with.
  private func joinWords(_ level: inout Level, _ element: Element) {
    guard case .symbol(var last)? = level.nodes.last, case .symbol(let next) = element.node,
      last.latex.hasSuffix("}"), next.latex.hasPrefix("\\text{")
    else {
      level.nodes.append(element.node)
      level.elements.append(element)
      return
    }
    last.latex = last.latex.dropLast() + " " + next.latex.dropFirst("\\text{".count)
    last.text += " " + next.text
    last.glyphs += next.glyphs
    last.box.formUnion(next.box)
    level.nodes[level.nodes.count - 1] = .symbol(last)
    level.elements[level.elements.count - 1].box.formUnion(element.box)
  }
}
