//! The built-in schema's guidelines: what is marked and what is not, as an editor reads it beside the work.

pub(super) const SPEAKER: &str = "\
Mark the words that name whose words, thoughts or plans are reported, title and role included where they stand \
together: «Transport Minister Jane Roe», «she», «the ministry», «two officials».

Every mention points at one entry of the speaker registry, so that «Roe» and «the minister» are one person. Use \
«unnamed» for people the article does not name and «collective» for groups.";

pub(super) const QUOTE: &str = "\
Mark what somebody is reported to have said, written, thought, planned, wanted or felt. Direct: all of it in quotation \
marks. Indirect: none. Mixed: both. The marks belong to the quote.

Speech over several sentences or paragraphs is one quote. Broken by «she said», it is one quote of two fragments. \
Answers in an interview and turns in a transcript are direct quotes. Scare quotes, nicknames and titles of works are \
not quotes.";

pub(super) const CUE: &str = "\
Mark the word or words that introduce reported speech: «said», «according to», «in a statement», the colon after a \
name. A cue belongs to the quote it introduces.";

pub(super) const CASUALTY: &str = "\
Mark the shortest stretch that holds count, people and harm: «killed at least 12 people», «37 wounded». One group and \
one kind of harm is one span; a part of a total («including three children») is a span of its own.

Only people, and only what is said to have happened: long ago, claimed, disputed or denied counts (set the status), \
and so does nobody («no one was hurt»: 0). A vague count stays vague. Prisoners and hostages are detained; evacuated \
people are displaced; people in hospital or ill are injured or affected.

Not marked: what might happen, drills, films, rates and laws, animals and things, figures of speech, sports injuries, \
an obituary's ordinary death, people who were rescued.";

pub(super) const COMMITMENT: &str = "\
Mark the clause from the words that commit (or their subject) to the end of what is committed to, with deadline and \
condition. Two verbs with deadlines of their own are two commitments.

The act is the actor's own, in the actor's power, and still ahead when it was said: will, vow, pledge, promise, agree \
to, offer to, be prepared to, threaten to, refuse to do. Plans are hedged, hopes are aspirations, «if» and «unless» \
make it conditional.

Not marked: forecasts, timetables, requests to others, what others are expected to do, past deeds, habits, duties by \
law, questions, «refused to comment».";

pub(super) const CLAIM: &str = "\
Grade one sentence at a time. CFS, worth checking: it can be verified and matters to the public – statistics, \
comparisons, records, causes, what the law is, accusations and denials of fact. UFS: it can be verified but is \
routine – scene, procedure, biography, timetables.

NFS, not a factual claim: opinion, question, wish, thanks, order, promise. These get no span.";
