"""The paper edition: worksheet, answer sheet, teacher's key, and answers typed back in."""
