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
    citations:insert(pandoc.Citation(cite.id, "NormalCitation", {}, suffix))
  end
  return pandoc.Cite({}, citations)
end

-- Half of a style file is comments and indentation, and pandoc parses the file for every
-- citation. So it gets a slim copy from memory: no comments, no white space between tags (but what
-- stands alone between a tag and its own end is text, and stays).
local slim = {}

local function style(path)
  if not slim[path] then
    local file = assert(io.open(path, "rb"))
    local text = file:read("a")
    file:close()
    if not text:find("<![CDATA[", 1, true) then
      text = text:gsub("<!%-%-.-%-%->", "")
      text = text:gsub(">%s+(<[^/])", ">%1"):gsub("(</[^>]*>)%s+<", "%1<"):gsub("/>%s+<", "/><")
    end
    slim[path] = "style-" .. pandoc.utils.sha1(path) .. ".csl"
    pandoc.mediabag.insert(slim[path], "application/xml", text)
  end
  return slim[path]
end

local function document(request)
  local doc = pandoc.Pandoc({ pandoc.Plain({ cluster(request.cites) }) })
  doc.meta = {
    references = pandoc.read(request.references, "csljson").meta.references,
    csl = style(request.csl),
    lang = request.lang,
    ["link-citations"] = false,
    ["link-bibliography"] = false,
  }
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
  return { citation = cited(doc.blocks[1]), entries = entries(doc.blocks) }
end

for request in receive do
  local fine, result = pcall(answer, request)
  send(fine and result or { error = true })
end
