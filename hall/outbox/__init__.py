"""Outbox (外发告知): telling a person something by SMS, e-mail or telephone, once, and seeing whether it went."""
