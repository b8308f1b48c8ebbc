-- The child of engine.py: formats citations with pandoc's citation processor.
-- A frame is the payload's length in bytes, a line feed, then the payload in JSON.
-- Everything from a reference travels as data; nothing of it is ever read as Markdown.

local function receive()
  local length = tonumber(io.read("l") or "")
  return length and pandoc.json.decode(io.read(length), false)
end

local function send(answer)
  local payload = pandoc.json.encode(answer)
  io.write(#payload, "\n", payload)
  io.flush()
end

-- One word per Str, as pandoc itself reads text, without reading it as markup.
local function inlines(text)
  local list = pandoc.List()
  for word in text:gmatch("[^ ]+") do
    if #list > 0 then list:insert(pandoc.Space()) end
    list:insert(pandoc.Str(word))
  end
  return list
end

local function cluster(cites)
  local citations = pandoc.List()
  for _, cite in ipairs(cites) do
    local suffix = pandoc.List()
    if cite.locator ~= "" then
      suffix:extend({ pandoc.Str(","), pandoc.Space() })
      suffix:extend(inlines("{" .. cite.locator .. "}"))
    end
    local prefix = cite.prefix and inlines(cite.prefix) or {}
    citations:insert(pandoc.Citation(cite.id, "NormalCitation", prefix, suffix))
  end
  return pandoc.Cite({}, citations)
end

-- Half of a style file is comments and indentation, and pandoc parses the file for every
-- citation. So it gets a slim copy from memory: no comments, no white space between tags (but what
-- stands alone between a tag and its own end is text, and stays).
local slim = {}

local function style(path, stamp)
  local name = path .. stamp
  if not slim[name] then
    local file = assert(io.open(path, "rb"))
    local text = file:read("a")
    file:close()
    if not text:find("<![CDATA[", 1, true) then
      text = text:gsub("<!%-%-.-%-%->", "")
      text = text:gsub(">%s+(<[^/])", ">%1"):gsub("(</[^>]*>)%s+<", "%1<"):gsub("/>%s+<", "/><")
    end
    slim[name] = "style-" .. pandoc.utils.sha1(name) .. ".csl"
    pandoc.mediabag.insert(slim[name], "application/xml", text)
  end
  return slim[name]
end

-- All in one citation, or each in one of its own, so that later notes are told as such.
local function clusters(request)
  if not request.apart then return { pandoc.Plain({ cluster(request.cites) }) } end
  local blocks = pandoc.List()
  for _, cite in ipairs(request.cites) do
    blocks:insert(pandoc.Plain({ cluster({ cite }) }))
  end
  return blocks
end

local function document(request)
  local doc = pandoc.Pandoc(clusters(request))
  doc.meta = {
    references = pandoc.read(request.references, "csljson").meta.references,
    csl = style(request.csl, request.stamp),
    lang = request.lang,
    ["link-citations"] = false,
    ["link-bibliography"] = false,
  }
  if request.beside then
    local others = pandoc.List()
    for _, id in ipairs(request.beside) do
      others:insert(pandoc.Citation(id, "NormalCitation"))
    end
    doc.meta.nocite = pandoc.MetaInlines({ pandoc.Cite({}, others) })
  end
  return doc
end

-- Spans that say nothing, and a space after a number in the margin ("[1]").
local tidy = {
  Span = function(span)
    if span.classes:includes("csl-left-margin") then
      return span.content .. { pandoc.Space() }
    end
    if #span.attributes == 0 and span.identifier == "" then return span.content end
  end,
  Link = function(link) return link.content end,
}

-- Plain text keeps raised figures (they are letters of their own) and drops all other looks;
-- pandoc itself would print small capitals as capitals and "1,2" raised as "^(1,2)".
local bare = {
  SmallCaps = function(small) return small.content end,
  Superscript = function(raised)
    if not pandoc.utils.stringify(raised):match("^%d+$") then return raised.content end
  end,
  Subscript = function(lowered)
    if not pandoc.utils.stringify(lowered):match("^%d+$") then return lowered.content end
  end,
}

local function printed(content)
  local block = pandoc.Plain(content):walk(tidy)
  local options = { wrap_text = "none" }
  return {
    html = pandoc.write(pandoc.Pandoc({ block }), "html", options),
    plain = pandoc.write(pandoc.Pandoc({ block:walk(bare) }), "plain", options),
  }
end

local function cited(block)
  local content = block.content[1].content
  if content[1] and content[1].t == "Note" then
    content = pandoc.utils.blocks_to_inlines(content[1].content)
  end
  return printed(content)
end

local function entries(blocks)
  local list = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == "Div" and block.identifier == "refs" then
      for _, entry in ipairs(block.content) do
        local answer = printed(pandoc.utils.blocks_to_inlines(entry.content, { pandoc.Space() }))
        answer.id = entry.identifier
        list:insert(answer)
      end
    end
  end
  return list
end

local function answer(request)
  local doc = pandoc.utils.citeproc(document(request))
  if request.apart then
    local citations = pandoc.List()
    for place = 1, #request.cites do
      citations:insert(cited(doc.blocks[place]))
    end
    return { citations = citations }
  end
  return { citation = cited(doc.blocks[1]), entries = entries(doc.blocks) }
end

-- A whole bibliography as a file of its own. Notes are a person's Markdown: what could fetch or
-- run something is made text.
local harmless = {
  RawInline = function(raw) return pandoc.Str(raw.text) end,
  RawBlock = function(raw) return pandoc.Para({ pandoc.Str(raw.text) }) end,
  Image = function(image) return image.caption end,
  Link = function(link) return link.content end,
  Header = function(header) return pandoc.Para({ pandoc.Strong(header.content) }) end,
}

-- Signs that travelled as noncharacters, back as they were.
local function restored(pairs_)
  return {
    Str = function(str)
      local text = str.text
      for _, pair in ipairs(pairs_) do text = text:gsub(pair[1], pair[2]) end
      return pandoc.Str(text)
    end,
  }
end

local function annotated(entry, notes)
  local blocks = pandoc.List({ entry })
  for _, note in ipairs(notes or {}) do
    local read = pandoc.read(note, "commonmark"):walk(harmless)
    blocks:insert(pandoc.BlockQuote(read.blocks))
  end
  return blocks
end

local function bibliography(request)
  local every = pandoc.Cite({ pandoc.Str("@*") }, { pandoc.Citation("*", "NormalCitation") })
  local doc = document({ cites = {}, apart = true, references = request.references,
                         csl = request.csl, stamp = request.stamp, lang = request.lang })
  doc.meta.nocite = pandoc.MetaInlines({ every })
  local blocks = pandoc.List({ pandoc.Header(1, inlines(request.title)) })
  if request.remark ~= "" then
    blocks:insert(pandoc.Para({ pandoc.Emph(inlines(request.remark)) }))
  end
  local count = 0
  for _, block in ipairs(pandoc.utils.citeproc(doc).blocks) do
    if block.t == "Div" and block.identifier == "refs" then
      local list = pandoc.List()
      for _, entry in ipairs(block.content) do
        count = count + 1
        entry = entry:walk(tidy):walk(restored(request.signs))
        list:extend(annotated(entry, request.notes[entry.identifier:gsub("^ref%-", "")]))
      end
      block.content = list
      blocks:insert(block)
    end
  end
  local options = { wrap_text = "none" }
  if request.format ~= "commonmark" then
    options.template = pandoc.template.compile(pandoc.template.default(request.format))
    options.variables = { pagetitle = request.title, lang = request.lang }
  end
  local made = pandoc.Pandoc(blocks, { lang = request.lang })
  -- Markdown has no divisions but HTML's, which no reader of plain text wants to see.
  if request.format == "commonmark" then
    made = made:walk({ Div = function(div) return div.content end })
  end
  return { entries = count }, pandoc.write(made, request.format, options)
end

for request in receive do
  local act = request.format and bibliography or answer
  local fine, result, bytes = pcall(act, request)
  if fine and bytes then result.bytes = #bytes end
  send(fine and result or { error = true })
  if fine and bytes then
    io.write(bytes)
    io.flush()
  end
end
