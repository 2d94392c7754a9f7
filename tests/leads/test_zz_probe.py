from datetime import timedelta
from app.domain.leads.rows import *
from app.domain.core.errors import *
import pytest
def test_a(workspace, clock):
    w=workspace
    a=w.leads.add({"company":"Özil GmbH","name":"Sara Nadim"})
    def tryit(label, f):
        try: print(label, '->', repr(f())[:300])
        except Refusal as e: print(label,'REFUSED', type(e).__name__, e)
        except BaseException as e: print(label,'CRASH', type(e).__name__, str(e)[:300])
    tryit('find own name', lambda: w.leads.find("Özil GmbH"))
    tryit('find nul', lambda: w.leads.find("a\x00b"))
    tryit('find surr', lambda: w.leads.find("a\udcff"))
    tryit('search nul', lambda: w.search.everything("a\x00b"))
    tryit('search surr', lambda: w.search.everything("a\udcff"))
    tryit('search %', lambda: w.search.everything("%"))
    tryit('search özil', lambda: w.search.everything("ozil"))
    for s in ("-last_activity_at","last_activity_at","next_contact_at","-next_contact_at"):
        tryit('around null '+s, lambda: w.leads.window(LeadQuery(view="all",sort=(s,)), Anchor("around",a.id)))
    tryit('rename', lambda: (w.leads.edit(a.code,{"name":"Omar Haddad"}), [w.leads.show(a.code).values[k] for k in ("name","first_name","last_name")]))
    tryit('clear name', lambda: (w.leads.edit(a.code,{"name":""}), [w.leads.show(a.code).values[k] for k in ("name","first_name","last_name")]))
    acc=w.accounts.add({"name":"Fabrikam"})
    tryit('acc clear', lambda: w.accounts.edit(acc.code,{"name":""}))
    c=w.contacts.add({"name":"Sara Nadim"})
    tryit('cont clear', lambda: w.contacts.edit(c.code,{"name":"", "first_name":None,"last_name":None}))
    tryit('acc delete', lambda: w.accounts.delete(acc.code))
    tryit('acc delete2', lambda: w.accounts.delete(acc.code))
    from app.domain.qualification.rows import QualifyChoice
    tryit('qualify deleted acc', lambda: w.qualification.qualify(a.code, QualifyChoice(account=acc.code, contact="none", opportunities=("\x1b[31mred"+"x"*10000,))))
    tryit('opp', lambda: w.opportunities.list())
    b=w.leads.add({"company":"Web lead","source":"web"})
    tryit('marketing', lambda: w.processes.show(b.code).definition)
    tryit('q2', lambda: w.qualification.qualify(b.code, QualifyChoice("none","none",("a","b"))))
    tryit('q1', lambda: w.qualification.qualify(b.code, QualifyChoice("none","none",("a",))))
    d=w.leads.add({"company":"Dis","next_contact_at":clock.now()+timedelta(hours=2)})
    tryit('agenda', lambda: w.timeline.agenda())
    tryit('disq', lambda: w.qualification.disqualify(d.code,"other","\x1b]0;x\x07why"))
    tryit('agenda', lambda: w.timeline.agenda())
    tryit('task undo', lambda: (lambda e: (w.timeline.add_task(e.code,"t"), w.log.undo(e.seq)))(w.leads.add({"company":"E"})))
    tryit('agenda', lambda: w.timeline.agenda())
    tryit('user', lambda: w.users.add("  x\x1b[1m"+"y"*1000, login="  ", time_zone="Nowhere/No"))
    tryit('users', lambda: w.users.list())
    tryit('hist', lambda: [ (h.seq,h.summary,h.changes) for h in w.log.history(a.code)])
    tryit('choice', lambda: w.fields.add_custom("lead","and","choice"))
    tryit('dup', lambda: w.leads.duplicates({"email":" SARA@CONTOSO.COM "}))
    tryit('count default', lambda: (w.leads.count(LeadQuery()), len(w.leads.window(LeadQuery()).lines)))
    tryit('search act', lambda: w.search.everything("captured"))
    tryit('region', lambda: w.contacts.add({"name":"x","phone":"050 123 4567"}))
