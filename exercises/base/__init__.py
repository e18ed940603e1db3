"""What everything rests on: sentences for people, durable files, CSV."""
