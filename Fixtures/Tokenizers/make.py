#!/usr/bin/env python3
"""Makes the small tokenizers here, and how many tokens of theirs some texts have.

They are trained on the Markdown of Fixtures/Corpus, one of each kind that is read. The counts are
those of the library that wrote them: pip install tokenizers
"""
import json
import pathlib

from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers,
                        processors, trainers)

here = pathlib.Path(__file__).parent
texts = [path.read_text() for path in sorted(here.parent.glob("Corpus/*/expected.md"))]
size = 700


def byte_pairs():
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=size, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return made


def byte_pairs_by_pattern():
    made = Tokenizer(models.BPE())
    pattern = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
               r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
    made.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(pattern), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    made.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=size, show_progress=False, special_tokens=["<|begin|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    made.post_processor = processors.TemplateProcessing(
        single="<|begin|> $A", special_tokens=[("<|begin|>", made.token_to_id("<|begin|>"))])
    return made


def character_pairs():
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    made.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    made.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=size, show_progress=False,
        special_tokens=["<unk>"] + [f"<0x{byte:02X}>" for byte in range(256)]))
    return made


def word_pieces():
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.train_from_iterator(texts, trainers.WordPieceTrainer(
        vocab_size=size, show_progress=False, special_tokens=["[UNK]", "[CLS]", "[SEP]"]))
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[
            (token, made.token_to_id(token)) for token in ("[CLS]", "[SEP]")])
    return made


def unigrams():
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.Sequence([
        normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.train_from_iterator(texts, trainers.UnigramTrainer(
        vocab_size=size, show_progress=False, unk_token="<unk>", special_tokens=["<unk>", "</s>"]))
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", made.token_to_id("</s>"))])
    return made


samples = [text[:2000] for text in texts] + [
    "", "a", " a", "Rain fell all night on the harbour.", "don't, it'll 1234567 3.14 x2",
    "two  blanks,\ttabs\n\n\nand lines  \n- item\n", "| a | b |\n| --- | --- |\n| 12 | x |",
    "Ärger mit Übermut: naïve façade, ﬁne", "Москва — столица", "雨が降った。東京 tower",
    "ฝนตกเมื่อคืน", "नमस्ते दुनिया", "안녕하세요 세계", "🙂 👩‍👩‍👧 emoji", "e\u0301 decomposed",
    "https://example.org/a_b?c=d&e=f#g", "a" * 120, "`code_name(x) -> y`;", "\u00a0no-break\u2009thin",
]

counts = {"texts": samples, "counts": {}}
for make in (byte_pairs, byte_pairs_by_pattern, character_pairs, word_pieces, unigrams):
    made = make()
    name = make.__name__.replace("_", "-")
    (here / f"{name}.json").write_text(json.dumps(json.loads(made.to_str()), ensure_ascii=False, indent=0))
    counts["counts"][name] = [len(made.encode(text).ids) for text in samples]
(here / "counts.json").write_text(json.dumps(counts, ensure_ascii=False, indent=1) + "\n")
